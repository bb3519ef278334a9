using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>Derives settings from the properties of a settings record.</summary>
internal static class SettingSchemaFactory
{
    private static readonly JsonNamingPolicy Naming = JsonNamingPolicy.SnakeCaseLower;

    public static ImmutableArray<SettingSchema> Settings(Type type) =>
        [.. Properties(type).Select(p => Setting(type, p))];

    public static ImmutableArray<SettingGroup> Groups(Type type) =>
        [.. type.GetCustomAttributes<SettingGroupAttribute>()
            .Select(g => new SettingGroup([.. g.Properties.Select(p => NameOf(PropertyOf(type, p)))], g.Least, g.Most)
            {
                Beside = g.Beside is { } beside ? NameOf(PropertyOf(type, beside)) : null,
                Agreement = g.Agreement is { } agreement ? (ISettingAgreement)Activator.CreateInstance(agreement)! : null,
            })];

    public static ImmutableArray<RefusedSetting> Refused(Type type) =>
        [.. type.GetCustomAttributes<RefusedSettingAttribute>().Select(r => new RefusedSetting(r.Name, r.Problem, r.Cure))];

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);

    private static SettingSchema Setting(Type owner, PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<SettingAttribute>() ?? new SettingAttribute();
        var fieldValue = property.GetCustomAttribute<FieldValueAttribute>();
        var (kind, isList) = KindOf(property, attribute, fieldValue);
        var isInt = (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(int);
        return new SettingSchema
        {
            Name = NameOf(property),
            Kind = kind,
            IsList = isList,
            IsRequired = property.GetCustomAttribute<RequiredMemberAttribute>() is not null || IsRequiredParameter(owner, property),
            AllowsTemplate = attribute.AllowsTemplate && kind is not (SettingKind.Choice or SettingKind.FieldName),
            AllowsNumber = attribute.AllowsNumber,
            Choices = [.. attribute.Choices ?? []],
            ChoiceAliases = ValueAliases.Of(property, attribute.Choices ?? []),
            Aliases = [.. attribute.Aliases ?? []],
            Examples = [.. attribute.Examples ?? []],
            Minimum = double.IsNaN(attribute.Minimum) ? isInt ? int.MinValue : null : (decimal)attribute.Minimum,
            Maximum = double.IsNaN(attribute.Maximum) ? isInt ? int.MaxValue : null : (decimal)attribute.Maximum,
            MaxLength = attribute.MaxLength,
            Destination = attribute.Destination,
            Format = attribute.Format is null ? null : (ISettingFormat)Activator.CreateInstance(attribute.Format)!,
            NameFormat = attribute.NameFormat is null ? null : (ISettingFormat)Activator.CreateInstance(attribute.NameFormat)!,
            FieldSetting = fieldValue is null ? null : NameOf(PropertyOf(owner, fieldValue.FieldProperty)),
            ValueFormat = fieldValue?.Format is { } format ? (IFieldValueFormat)Activator.CreateInstance(format)! : null,
        };
    }

    /// <summary>A parameter of a positional record that has no default and cannot be null.</summary>
    private static bool IsRequiredParameter(Type owner, PropertyInfo property)
    {
        var constructors = owner.GetConstructors();
        if (constructors.Any(c => c.GetParameters().Length == 0)) return false;
        var parameter = constructors.SelectMany(c => c.GetParameters())
            .FirstOrDefault(p => string.Equals(p.Name, property.Name, StringComparison.Ordinal) && p.ParameterType == property.PropertyType);
        return parameter is { HasDefaultValue: false } && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull;
    }

    private static (SettingKind Kind, bool IsList) KindOf(PropertyInfo property, SettingAttribute attribute, FieldValueAttribute? fieldValue)
    {
        if (fieldValue is not null) return (SettingKind.FieldValue, false);
        if (property.GetCustomAttribute<FieldNameAttribute>() is not null) return (SettingKind.FieldName, false);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(JsonElement)) return (SettingKind.Json, false);
        if (type == typeof(IReadOnlyDictionary<string, string>)) return (SettingKind.Map, false);
        if (type == typeof(IReadOnlyList<string>)) return (attribute.Choices is null ? SettingKind.Text : SettingKind.Choice, true);
        if (type == typeof(string)) return (attribute.Choices is null ? SettingKind.Text : SettingKind.Choice, false);
        if (type == typeof(int) || type == typeof(long)) return (SettingKind.Integer, false);
        if (type == typeof(decimal) || type == typeof(double)) return (SettingKind.Number, false);
        if (type == typeof(bool)) return (SettingKind.Boolean, false);
        throw new NotSupportedException(
            $"The property {property.DeclaringType?.Name}.{property.Name} cannot be a setting: its type {type.Name} is none of "
            + "string, int, long, decimal, double, bool, JsonElement, IReadOnlyList<string>, IReadOnlyDictionary<string, string>.");
    }

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? Naming.ConvertName(property.Name);

    private static PropertyInfo PropertyOf(Type type, string name) =>
        type.GetProperty(name) ?? throw new ArgumentException($"{type.Name} has no property {name}.", nameof(name));
}
