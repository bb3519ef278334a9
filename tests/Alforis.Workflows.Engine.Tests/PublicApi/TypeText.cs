using System.Reflection;
using System.Runtime.CompilerServices;

namespace Alforis.Workflows.Engine.Tests.PublicApi;

/// <summary>Types as C# writes them, with full names outside of the base library, and with what is known of null.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(byte)] = "byte", [typeof(char)] = "char",
        [typeof(uint)] = "uint", [typeof(ulong)] = "ulong", [typeof(short)] = "short", [typeof(float)] = "float",
    };

    /// <summary>A type where it is declared: its full name and parameters.</summary>
    public static string Declared(Type type) => (type.DeclaringType is { } outer ? Declared(outer) + "." : type.Namespace + ".") + NameWithArguments(type, a => a.Name);

    /// <summary>A type where it is used.</summary>
    /// <param name="type">The type.</param>
    /// <param name="known">What is known of null; <see langword="null"/> for nothing.</param>
    public static string Of(Type type, NullabilityInfo? known = null)
    {
        if (type.IsByRef) return Of(type.GetElementType()!, known);
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value, known is { GenericTypeArguments: [var inner] } ? inner : null) + "?";
        // Of a parameter without the constraint nothing is known: it may stand for a type of either kind.
        var isOpen = type.IsGenericParameter && !type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);
        var mark = !type.IsValueType && !isOpen && known?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray) return Of(type.GetElementType()!, known?.ElementType) + "[]" + mark;
        if (type.IsGenericParameter) return type.Name + mark;
        if (Keywords.TryGetValue(type, out var keyword)) return keyword + mark;
        if (type.IsAssignableTo(typeof(ITuple)) && type.IsGenericType) return "(" + string.Join(", ", Arguments(type, known)) + ")";
        var arguments = new Queue<string>(Arguments(type, known));
        return NameWithArguments(type, _ => arguments.Dequeue()) + mark;
    }

    /// <summary>The <c>where</c> clauses of type parameters.</summary>
    public static string Constraints(IEnumerable<Type> parameters) => string.Concat(parameters.Where(p => p.IsGenericParameter).Select(Constraint));

    private static string Constraint(Type parameter)
    {
        var demands = new List<string>();
        var special = parameter.GenericParameterAttributes;
        if (special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) demands.Add("class");
        if (special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) demands.Add("struct");
        demands.AddRange(parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(c => Of(c)));
        return demands.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", demands)}";
    }

    private static IEnumerable<string> Arguments(Type type, NullabilityInfo? known) =>
        type.GetGenericArguments().Select((a, i) => Of(a, known?.GenericTypeArguments.ElementAtOrDefault(i)));

    private static string NameWithArguments(Type type, Func<Type, string> argument)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : $"{type.Name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(argument))}>";
    }
}
