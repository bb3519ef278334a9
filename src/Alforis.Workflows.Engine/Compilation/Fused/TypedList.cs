using System.Collections.Immutable;
using System.Linq.Expressions;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Compilation.Fused;

/// <summary>A list whose C# type tells that of its elements, and that is read by index.</summary>
/// <param name="Type">The list's type.</param>
/// <param name="Element">The elements' type.</param>
internal sealed record TypedList(Type Type, Type Element)
{
    private static readonly HashSet<Type> Single =
        [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(decimal), typeof(DateOnly), typeof(DateTimeOffset)];

    /// <summary>The list, or <see langword="null"/> for types that are read otherwise.</summary>
    public static TypedList? Of(Type type)
    {
        if (type is { IsArray: true } && type == type.GetElementType()!.MakeArrayType()) return new TypedList(type, type.GetElementType()!);
        if (!type.IsGenericType) return null;
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(List<>) || definition == typeof(IReadOnlyList<>) ? new TypedList(type, type.GetGenericArguments()[0]) : null;
    }

    /// <summary>Whether the elements are what the template takes them for, in a type that can be read here.</summary>
    public bool Fits(TemplateType item) => item.Kind == TypeKind.Entity
        ? !Element.IsValueType && item.Entity!.Type == Element && Element != typeof(object)
        : item.Kind is not (TypeKind.Json or TypeKind.Mixed) && Single.Contains(Element);

    public Expression Count(Expression list) => Type.IsArray
        ? Expression.ArrayLength(list)
        : Expression.Property(list, Type.IsInterface ? typeof(IReadOnlyCollection<>).MakeGenericType(Element).GetProperty("Count")! : Type.GetProperty("Count")!);

    public Expression At(Expression list, Expression index) =>
        Type.IsArray ? Expression.ArrayIndex(list, index) : Expression.Property(list, Type.GetProperty("Item")!, index);
}
