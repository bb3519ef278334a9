using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Templates.Functions;

/// <summary>A function as templates see it; the names are Scriban's.</summary>
/// <param name="Name">Its full name, for example <c>string.upcase</c>.</param>
/// <param name="Parameters">Its parameters, what is piped into it first.</param>
/// <param name="Required">How many of them must be given.</param>
/// <param name="Result">The type of what it returns, by the types of the arguments.</param>
internal sealed record FunctionSignature(
    string Name, ImmutableArray<FunctionParameter> Parameters, int Required, Func<ImmutableArray<TemplateType>, TemplateType> Result)
{
    /// <summary>How it is called, for messages: <c>x | string.truncate length [ellipsis]</c>.</summary>
    public override string ToString()
    {
        if (Parameters.IsEmpty) return Name;
        var arguments = Parameters.Skip(1).Select((p, i) => i + 1 < Required ? " " + p.Name : $" [{p.Name}]");
        return $"{Parameters[0].Name} | {Name}{string.Concat(arguments)}";
    }
}

/// <summary>A parameter of a function.</summary>
internal sealed record FunctionParameter(string Name, Accepts Accepts);
