using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Traceability.Desk.Issuing;
using Traceability.Pages.Doors;

namespace Traceability.Desk;

/// <summary>Describes the API to programs (OpenAPI 3.1, <c>/openapi/v1.json</c>): the key it asks for, and the one shape of every refusal.</summary>
internal static class DeskDescription
{
    private const string KeyScheme = "apiKey";
    private const string Api = "api/v1/";

    /// <summary>The endpoint compares If-Match with the current entity tag; where it is required, 428 without it.</summary>
    public static RouteHandlerBuilder AsksForVersion(this RouteHandlerBuilder builder, bool required = true) => builder.WithMetadata(new VersionAsked(required));

    public static void AddDeskDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Traceability desk",
                Version = "1",
                Description = "Parties, rights, zones, plots, products, allowances, codes and labels of one tenant, each as its key may see them.",
            };
            // Where it is served is for whoever serves it; a description that names a host differs on every machine.
            document.Servers = null;
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key: Authorization: Bearer KEY." },
            };
            document.Tags = document.Paths.Values.SelectMany(path => path.Operations!.Values).SelectMany(operation => operation.Tags!)
                .Select(tag => tag.Reference.Id).Distinct().Select(name => new OpenApiTag { Name = name }).ToHashSet();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(Describe);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // Enums and days are read by our own converters, of which the platform knows nothing.
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type == typeof(DateOnly))
                (schema.Type, schema.Format) = (type == context.JsonTypeInfo.Type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null, "date");
            if (type is { IsEnum: true } named)
                schema.Enum = [.. Enum.GetNames(named).Select(name => (JsonNode)name)];
            // What is null is left out of every reply, and may be left out of every request.
            foreach (var member in context.JsonTypeInfo.Properties.Where(member => member.IsGetNullable))
                schema.Required?.Remove(member.Name);
            return Task.CompletedTask;
        });
        options.CreateSchemaReferenceId = type => type.Type is { IsGenericType: true } page && page.GetGenericTypeDefinition() == typeof(PageOf<>)
            ? $"PageOf{page.GenericTypeArguments[0].Name}"
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
    });

    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<VersionAsked>().SingleOrDefault() is { } asked)
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Required = asked.Required,
                Description = "The ETag last read: 412 when it is no longer the current one.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        var path = context.Description.RelativePath ?? "";
        // Read as text, so that a refusal can name the field; what they hold is told here.
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Query))
        {
            if (!(path.Contains("/labels", StringComparison.Ordinal) || path.Contains("/parts/", StringComparison.Ordinal)) || LabelQuery.ShapeOf(path, parameter.Name!) is not { } held)
                continue;
            parameter.Description = held.Description;
            parameter.Schema = new OpenApiSchema
            {
                Type = held.Type,
                Format = held.Format,
                Enum = held.Names is { } names ? [.. names.Select(name => (JsonNode)name)] : null,
                Default = held.Default?.DeepClone(),
            };
        }

        var isApi = path.StartsWith(Api, StringComparison.Ordinal);
        // Grouped by what they are about; by default each use case would be a group of its own.
        operation.Tags = new HashSet<OpenApiTagReference> { new(isApi ? path[Api.Length..].Split('/')[0] : "health", context.Document) };
        if (!isApi)
            return;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [] }];
        var shape = await context.GetOrCreateSchemaAsync(typeof(ProblemShape), null, cancellation);
        context.Document!.AddComponent(nameof(ProblemShape), shape);
        (operation.Responses ??= []).Remove("400");
        operation.Responses["4XX"] = new OpenApiResponse
        {
            Description = "Refused; nothing was changed.",
            Content = new Dictionary<string, OpenApiMediaType> { [Problem.MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemShape), context.Document) } },
        };
    }

    private sealed record VersionAsked(bool Required);
}
