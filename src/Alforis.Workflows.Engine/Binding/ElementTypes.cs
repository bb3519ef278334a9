using System.Text.Json;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Finds the C# type that the elements of a list have when they are walked through.</summary>
internal static class ElementTypes
{
    public static Type Of(BoundPath list)
    {
        if (list.Kind != ValueKind.Json)
        {
            if (list.Field!.Accessor is PropertyAccessor { Property: var property }) return ItemTypes.Of(property.PropertyType)!;
            if (list.ItemKind is ValueKind.Text or ValueKind.Enum) return typeof(string);
            return list.ItemKind == ValueKind.Entity && list.Field.Accessor is JsonAccessor ? typeof(JsonElement) : typeof(object);
        }

        if (list.Steps.IsEmpty) return list.Element!.Type == typeof(JsonElement) ? typeof(JsonElement) : typeof(object);
        return list.Field!.Accessor switch
        {
            JsonAccessor => typeof(JsonElement),
            PropertyAccessor { Property.PropertyType: var type } when type == typeof(JsonElement) || type == typeof(JsonElement?) => typeof(JsonElement),
            _ => typeof(object),
        };
    }
}
