using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>Derives entities from C# types, each type once, so that types may refer to one another. Not thread-safe.</summary>
internal sealed class EntitySchemaFactory(JsonNamingPolicy naming)
{
    private readonly Dictionary<Type, EntitySchema?> entities = [];
    private readonly NullabilityInfoContext nullability = new();

    public EntitySchema Entity(Type type)
    {
        if (entities.TryGetValue(type, out var known)) return known!;
        entities[type] = null;
        var fields = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && p.GetCustomAttribute<NotInSchemaAttribute>() is null)
            .Where(p => !string.Equals(p.Name, "EqualityContract", StringComparison.Ordinal))
            .Select(Field)
            .OfType<FieldSchema>()
            .ToImmutableArray();
        return entities[type] = new EntitySchema(type, fields);
    }

    /// <summary>The field that a property is, or <see langword="null"/> when its type means nothing to conditions.</summary>
    public FieldSchema? Field(PropertyInfo property)
    {
        var name = NameOf(property);
        var underlying = Nullable.GetUnderlyingType(property.PropertyType);
        var type = underlying ?? property.PropertyType;
        var isNullable = underlying is not null
            || (!type.IsValueType && nullability.Create(property).ReadState != NullabilityState.NotNull);
        var isWritable = property.GetCustomAttribute<WritableAttribute>() is not null;
        var isUntracked = property.IsDefined(typeof(UntrackedAttribute), inherit: false);
        var accessor = new PropertyAccessor(property);
        ImmutableArray<string> aliases = [.. property.GetCustomAttribute<FieldAliasAttribute>()?.Names ?? []];
        if (property.GetCustomAttribute<EnumValuesAttribute>() is { } values && type == typeof(string))
        {
            return new FieldSchema(name, accessor, ValueKind.Enum)
            {
                EnumValues = [.. values.Values], ValueAliases = ValueAliases.Of(property, values.Values), Aliases = aliases, IsNullable = isNullable, IsWritable = isWritable, IsUntracked = isUntracked,
            };
        }

        if (type.IsEnum)
        {
            ImmutableArray<string> names = [.. Enum.GetNames(type).Select(naming.ConvertName)];
            return new FieldSchema(name, accessor, ValueKind.Enum)
            {
                EnumValues = names, ValueAliases = ValueAliases.Of(property, names), Aliases = aliases, IsNullable = isNullable, IsWritable = isWritable, IsUntracked = isUntracked,
            };
        }

        if (ScalarKind(type) is { } kind)
        {
            return new FieldSchema(name, accessor, kind) { Aliases = aliases, IsNullable = isNullable, IsWritable = isWritable, IsUntracked = isUntracked, Limits = FieldLimitsFactory.Of(property, type) };
        }

        if (ItemTypes.Of(type) is { } itemType)
        {
            if (ScalarKind(Nullable.GetUnderlyingType(itemType) ?? itemType) is { } itemKind)
            {
                return new FieldSchema(name, accessor, ValueKind.List)
                {
                    ItemKind = itemKind, Aliases = aliases, IsNullable = isNullable, IsWritable = isWritable, IsUntracked = isUntracked, Limits = FieldLimitsFactory.Of(property, type),
                };
            }

            if (itemType.IsEnum || !IsEntity(itemType) || ItemTypes.Of(itemType) is not null) return null;
            Entity(itemType);
            return new FieldSchema(name, accessor, ValueKind.List, itemEntity: () => entities[itemType]!)
            {
                ItemKind = ValueKind.Entity, Aliases = aliases, IsNullable = isNullable, IsUntracked = isUntracked, Limits = FieldLimitsFactory.Of(property, type),
            };
        }

        if (!IsEntity(type)) return null;
        Entity(type);
        return new FieldSchema(name, accessor, ValueKind.Entity, () => entities[type]!) { Aliases = aliases, IsNullable = isNullable };
    }

    /// <summary>Objects with fields: classes, and structs that somebody has written; the system's own structs are values.</summary>
    private static bool IsEntity(Type type) => type.IsValueType
        ? !type.IsPrimitive && type.Namespace is var space && space is not "System" && space?.StartsWith("System.", StringComparison.Ordinal) != true
        : type != typeof(object) && !typeof(Delegate).IsAssignableFrom(type);

    public string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? naming.ConvertName(property.Name);

    public static ValueKind? ScalarKind(Type type)
    {
        if (type == typeof(string) || type == typeof(Guid) || type == typeof(char)) return ValueKind.Text;
        if (type == typeof(bool)) return ValueKind.Boolean;
        if (type == typeof(DateOnly)) return ValueKind.Date;
        if (type == typeof(DateTimeOffset) || type == typeof(DateTime)) return ValueKind.DateTime;
        if (type == typeof(JsonElement) || IsFreeDictionary(type)) return ValueKind.Json;
        return IsNumber(type) ? ValueKind.Number : null;
    }

    public static bool IsFreeDictionary(Type type) =>
        typeof(IReadOnlyDictionary<string, object?>).IsAssignableFrom(type) || typeof(IDictionary<string, object?>).IsAssignableFrom(type);

    private static bool IsNumber(Type type) => !type.IsEnum && Type.GetTypeCode(type)
        is TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32
        or TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Single or TypeCode.Double or TypeCode.Decimal;
}
