using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Traceability.Pages.Doors;

/// <summary>Refuses JSON lists that hold a null where something is asked for: the platform checks the members of an object against their annotations, but not the elements of a list.</summary>
internal static class WholeLists
{
    /// <summary>Adds the check to a type that is about to be read.</summary>
    public static void Ask(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        var lists = type.Properties.Where(property => property.Get is not null && property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable))).ToList();
        if (lists.Count > 0)
            type.OnDeserialized += read => Check(lists.Find(list => list.Get!(read) is IEnumerable elements && elements.Cast<object?>().Contains(null)));
    }

    private static void Check(JsonPropertyInfo? broken)
    {
        if (broken is not null)
            throw new JsonException("A list holds null.", $"$.{broken.Name}", null, null);
    }
}
