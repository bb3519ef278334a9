using System.Reflection;
using System.Text.Json;
using Alforis.Crm.Data.Model;

namespace Alforis.Crm.Data.Tests.Model;

/// <summary>The properties of a model record that are columns of its table.</summary>
internal static class ModelColumns
{
    /// <summary>
    /// Not columns of the entity's table: they come from workflow.entity_activity, so that an activity rewrites no entity, and from the
    /// links of people.
    /// </summary>
    private static readonly string[] Derived = [nameof(Organisation.LastActivityAt), nameof(Organisation.LastActivityDays), nameof(Organisation.People)];

    public static IEnumerable<PropertyInfo> Of(Type model) => model.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.PropertyType.Namespace != typeof(Organisation).Namespace && !Derived.Contains(property.Name));

    public static string NameOf(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    public static bool IsNullable(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
}
