using Microsoft.Extensions.Logging;

namespace Traceability.Stories.Operating;

/// <summary>Hears all that is logged, as the nosiest of providers would: words, values, errors and scopes. One event is one text.</summary>
[ProviderAlias("Ears")]
internal sealed class Ears : ILoggerProvider, ISupportExternalScope
{
    private readonly List<string> _heard = [];
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (_heard)
                return [.. _heard];
        }
    }

    public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private static string Spell(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")) : $"{state}";

    private sealed class Ear(Ears ears, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => ears._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            ears._scopes.ForEachScope((scope, all) => all.Add(Spell(scope)), scopes);
            lock (ears._heard)
                ears._heard.Add($"{logLevel} {category}: {formatter(state, exception)} | {Spell(state)} | {exception} | {string.Join(" / ", scopes)}");
        }
    }
}
