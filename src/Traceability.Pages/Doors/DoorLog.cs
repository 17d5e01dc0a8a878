using System.Data.Common;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Traceability.Pages.Doors;

/// <summary>What a door writes into its log: that it opens and closes, and what failed. Nothing that a caller sent ever stands in it, so no code, place, receipt or key.</summary>
public static partial class DoorLog
{
    // These tell of requests, with path, query and headers, and the path of a request is a code.
    private static readonly string[] Talkative = ["Microsoft.AspNetCore", "Microsoft.Hosting", "Microsoft.EntityFrameworkCore", "Microsoft.Data", "Npgsql", "System.Net"];

    /// <summary>The version of the program that runs.</summary>
    public static string Version { get; } = typeof(DoorLog).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Keeps requests out of the log of a door, whatever its settings ask for.</summary>
    internal static void KeepSilence(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.Hosting", LogLevel.Warning)
            // Whoever hangs up in the middle of a body is no fault of ours; what is, the door tells itself.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical)
            // What stops a start is told by the program, in a sentence.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        // A rule for one provider wins over these, and settings may bring one: so what each rule lets through is looked at once more.
        logging.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            for (var i = 0; i < options.Rules.Count; i++)
                options.Rules[i] = Silent(options.Rules[i]);
        });
        logging.Services.AddSingleton<IExternalScopeProvider, TraceScope>();
    }

    /// <summary>Says when the door opens, closes and is closed.</summary>
    /// <param name="app">The door.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="storage">Which storage it works on.</param>
    public static void TellLife(this WebApplication app, string name, string storage)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Traceability.Door");
        app.Lifetime.ApplicationStarted.Register(() => LogOpen(log, name, Version, storage, string.Join(' ', app.Urls)));
        app.Lifetime.ApplicationStopping.Register(() => LogClosing(log, name));
        app.Lifetime.ApplicationStopped.Register(() => LogClosed(log, name));
    }

    /// <summary>An error as the log may hold it: kinds and places in the program, no message, for a message may quote what a caller sent.</summary>
    public static string Describe(Exception error)
    {
        var text = new StringBuilder();
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            text.Append(cause == error ? "" : "\n  because of ").Append(cause.GetType().FullName);
            if (cause is DbException { SqlState: { } state })
                text.Append(" (SQLSTATE ").Append(state).Append(')');
            if (cause.StackTrace is { } trace)
                text.Append('\n').Append(trace);
        }

        return text.ToString();
    }

    internal static void Failed(ILogger log, Exception error, HttpContext context, string code) =>
        // A method is any word that a caller likes.
        LogFailed(log, Array.Find(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"], method => method == context.Request.Method) ?? "Some", code, Problem.TraceIdOf(context), Describe(error));

    private static LoggerFilterRule Silent(LoggerFilterRule rule) => new(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
        (rule.Filter?.Invoke(provider, category, level) ?? true)
        && (level >= LogLevel.Warning || !Talkative.Any(start => category?.StartsWith(start, StringComparison.Ordinal) ?? false)));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Door} is open: version {Version}, {Storage}, at {Urls}")]
    private static partial void LogOpen(ILogger log, string door, string version, string storage, string urls);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Door} is closing")]
    private static partial void LogClosing(ILogger log, string door);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Door} is closed")]
    private static partial void LogClosed(ILogger log, string door);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} request {TraceId} failed as {Code}: {Error}")]
    private static partial void LogFailed(ILogger log, string method, string code, string traceId, string error);

    // The platform's own scope holds the path of the request. A log that asks for scopes gets what leads from an answer to its line instead.
    private sealed class TraceScope : IExternalScopeProvider, IDisposable
    {
        public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
        {
            if (System.Diagnostics.Activity.Current is { } activity)
                callback(new KeyValuePair<string, object?>[] { new("TraceId", activity.TraceId.ToHexString()) }, state);
        }

        public IDisposable Push(object? state) => this;

        public void Dispose()
        {
        }
    }
}
