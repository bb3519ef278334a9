using System.Reflection;
using System.Runtime.CompilerServices;

namespace Alforis.Workflows.Engine.Tests.PublicApi;

/// <summary>Everything public in an assembly as text: a type and then its members, a line each, in an order that does not change.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) => string.Concat(assembly.GetExportedTypes()
        .OrderBy(t => t.FullName, StringComparer.Ordinal)
        .Select(t => Describe(t) + "\n" + string.Concat(Members(t).Order(StringComparer.Ordinal).Select(m => "  " + m + "\n")) + "\n"));

    private static string Describe(Type type)
    {
        if (IsDelegate(type)) return TypeKeyword(type) + " " + MethodText.Signature(type.GetMethod("Invoke")!, TypeText.Declared(type));
        var bases = new List<string>();
        if (type.IsClass && type.BaseType is { } parent && parent != typeof(object)) bases.Add(TypeText.Of(parent));
        if (!type.IsEnum) bases.AddRange(OwnInterfaces(type).Select(i => TypeText.Of(i)).Order(StringComparer.Ordinal));
        return TypeKeyword(type) + " " + TypeText.Declared(type) + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases)) + TypeText.Constraints(type.GetGenericArguments());
    }

    /// <summary>What every record or struct has beside its members is no decision of ours.</summary>
    private static IEnumerable<Type> OwnInterfaces(Type type) => type.GetInterfaces()
        .Where(i => i.IsVisible && !(i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEquatable<>)))
        .Where(i => type.BaseType?.GetInterfaces().Contains(i) != true);

    private static IEnumerable<string> Members(Type type)
    {
        if (IsDelegate(type)) yield break;
        foreach (var field in type.GetFields(Declared).Where(f => IsVisible(f.Attributes) && !f.IsSpecialName)) yield return MethodText.Field(field);
        if (type.IsEnum) yield break;
        foreach (var constructor in type.GetConstructors(Declared).Where(c => IsVisible(c.Attributes) && !IsGenerated(c))) yield return MethodText.Constructor(constructor);
        foreach (var property in type.GetProperties(Declared))
        {
            if (property.GetAccessors(nonPublic: true).Any(a => IsVisible(a.Attributes)) && property.Name != "EqualityContract") yield return MethodText.Property(property);
        }

        foreach (var method in type.GetMethods(Declared).Where(m => IsVisible(m.Attributes) && !m.IsSpecialName && !IsGenerated(m)))
        {
            yield return MethodText.Method(method);
        }
    }

    private static bool IsGenerated(MethodBase member) => member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    private static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static string TypeKeyword(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        _ when IsDelegate(type) => "delegate",
        { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (IsRecord(type) ? "record struct" : "struct"),
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (IsRecord(type) ? "record" : "class"),
    };

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;
}
