using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Alforis.Workflows.Engine.Tests.PublicApi;

/// <summary>Members as C# declares them.</summary>
internal static class MethodText
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Field(FieldInfo field) => field.DeclaringType!.IsEnum
        ? $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
        : $"{(field.IsLiteral ? "const " : field.IsStatic ? "static readonly " : "")}{TypeText.Of(field.FieldType, Nullability.Create(field))} {field.Name}"
          + (field.IsLiteral ? " = " + Constant(field.GetRawConstantValue()) : "");

    public static string Property(PropertyInfo property)
    {
        var accessors = new List<string>();
        if (property.GetMethod is { } getter && IsVisible(getter)) accessors.Add("get;");
        if (property.SetMethod is { } setter && IsVisible(setter))
        {
            accessors.Add(setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;");
        }

        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{Parameters(index)}]";
        var any = property.GetAccessors(nonPublic: true)[0];
        return $"{Modifiers(any)}{required}{TypeText.Of(property.PropertyType, Nullability.Create(property))} {name} {{ {string.Join(' ', accessors)} }}";
    }

    public static string Constructor(ConstructorInfo constructor) =>
        $"{(constructor.IsFamily ? "protected " : "")}new({Parameters(constructor.GetParameters())})";

    public static string Method(MethodInfo method) => Modifiers(method) + Signature(method, method.Name
        + (method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : ""))
        + TypeText.Constraints(method.IsGenericMethod ? method.GetGenericArguments() : []);

    /// <summary>What a method gives and takes, under a name.</summary>
    public static string Signature(MethodInfo method, string name) =>
        $"{TypeText.Of(method.ReturnType, Nullability.Create(method.ReturnParameter))} {name}({Parameters(method.GetParameters())})";

    private static string Modifiers(MethodInfo method) =>
        (method.IsFamily ? "protected " : "")
        + (method.IsStatic ? "static " : method.DeclaringType!.IsInterface ? "" : method.IsAbstract ? "abstract "
            : method.GetBaseDefinition() != method ? "override " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");

    private static string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params "
            : parameter.Member.IsDefined(typeof(ExtensionAttribute)) && parameter.Position == 0 ? "this " : "";
        var fallback = parameter.HasDefaultValue ? " = " + Constant(parameter.DefaultValue) : "";
        return $"{passing}{TypeText.Of(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{fallback}";
    }

    private static string Constant(object? value) => value switch
    {
        null => "default",
        string text => JsonSerializer.Serialize(text),
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsVisible(MethodInfo method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
