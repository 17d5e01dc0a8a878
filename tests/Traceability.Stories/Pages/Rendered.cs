using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Traceability.Pages;

namespace Traceability.Stories.Pages;

/// <summary>Pages as a door would send them.</summary>
internal static class Rendered
{
    public static Task<string> Page<TPage>(params (string Name, object? Value)[] parameters) where TPage : IComponent => Page<TPage>(Imprint.Unsigned, parameters);

    public static async Task<string> Page<TPage>(Imprint imprint, params (string Name, object? Value)[] parameters) where TPage : IComponent
    {
        await using var services = new ServiceCollection()
            .AddSingleton<HtmlEncoder>(PageText.Encoder)
            .AddSingleton(imprint)
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters.ToDictionary(one => one.Name, one => one.Value)));
            return page.ToHtmlString();
        });
    }
}
