using System.Reflection;

namespace Alforis.Workflows.Engine.Schema;

/// <summary>How a field's value is got from the object that has it. Immutable.</summary>
/// <param name="Key">What tells the accessor from the others of one object: equal keys, equal code.</param>
internal abstract record FieldAccessor(string Key);

/// <summary>A property of a C# type.</summary>
internal sealed record PropertyAccessor(PropertyInfo Property) : FieldAccessor(Property.Name);

/// <summary>A member of a JSON object.</summary>
internal sealed record JsonAccessor(MemberName Member) : FieldAccessor(Member.Text);

/// <summary>An entry of a dictionary.</summary>
internal sealed record EntryAccessor(MemberName Member) : FieldAccessor(Member.Text);

/// <summary>The object itself: where nothing is known about a context, it is one free value.</summary>
internal sealed record WholeAccessor() : FieldAccessor("*");
