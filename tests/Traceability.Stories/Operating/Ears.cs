using Microsoft.Extensions.Logging;

namespace Traceability.Stories.Operating;

/// <summary>Hears all that is logged, as the nosiest of providers would: words, values, errors and scopes. One event is one text.</summary>
internal sealed class Ears
{
    private readonly List<string> _heard = [];

    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (_heard)
                return [.. _heard];
        }
    }

    /// <summary>A provider for one door: scopes belong to the door that they were opened in.</summary>
    public ILoggerProvider At() => new Provider(this);

    public ILogger CreateLogger(string category) => At().CreateLogger(category);

    private static string Spell(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")) : $"{state}";

    [ProviderAlias("Ears")]
    private sealed class Provider(Ears ears) : ILoggerProvider, ISupportExternalScope
    {
        public IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

        public ILogger CreateLogger(string categoryName) => new Ear(ears, this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

        public void Dispose()
        {
        }
    }

    private sealed class Ear(Ears ears, Provider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => provider.Scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            provider.Scopes.ForEachScope((scope, all) => all.Add(Spell(scope)), scopes);
            lock (ears._heard)
                ears._heard.Add($"{logLevel} {category}: {formatter(state, exception)} | {Spell(state)} | {exception} | {string.Join(" / ", scopes)}");
        }
    }
}
