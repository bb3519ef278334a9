using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Alforis.Workflows.Engine.Templates.Functions;

/// <summary>Every function that templates may call.</summary>
internal static class FunctionTable
{
    private static readonly FunctionParameter[] TextOnly = [new("text", Accepts.Text)];
    private static readonly FunctionParameter[] TextAndValue = [new("text", Accepts.Text), new("value", Accepts.Text)];
    private static readonly FunctionParameter[] TextAndWidth = [new("text", Accepts.Text), new("width", Accepts.Number)];
    private static readonly FunctionParameter[] TextAndPart = [new("text", Accepts.Text), new("start", Accepts.Number), new("length", Accepts.Number)];
    private static readonly FunctionParameter[] NumberOnly = [new("value", Accepts.Number)];
    private static readonly FunctionParameter[] TwoNumbers = [new("value", Accepts.Number), new("with", Accepts.Number)];
    private static readonly FunctionParameter[] DateAndAmount = [new("date", Accepts.Date), new("amount", Accepts.Number)];
    private static readonly FunctionParameter[] ListOnly = [new("list", Accepts.List)];
    private static readonly FunctionParameter[] ListAndCount = [new("list", Accepts.List), new("count", Accepts.Number)];

    private static readonly FunctionSignature[] Signatures =
    [
        Text("string.append", TextAndValue),
        Text("string.capitalize", TextOnly),
        Text("string.capitalizewords", TextOnly),
        Boolean("string.contains", TextAndValue),
        Text("string.downcase", TextOnly),
        Boolean("string.empty", TextOnly),
        Boolean("string.ends_with", TextAndValue),
        Boolean("string.equals_ignore_case", TextAndValue),
        Text("string.handleize", TextOnly),
        Text("string.lstrip", TextOnly),
        Text("string.pad_left", TextAndWidth),
        Text("string.pad_right", TextAndWidth),
        Text("string.pluralize", [new("number", Accepts.Number), new("singular", Accepts.Text), new("plural", Accepts.Text)]),
        Text("string.prepend", TextAndValue),
        Text("string.remove", TextAndValue),
        Text("string.remove_first", TextAndValue),
        Text("string.remove_last", TextAndValue),
        Text("string.replace", [new("text", Accepts.Text), new("match", Accepts.Text), new("replace", Accepts.Text)]),
        Text("string.replace_first", [new("text", Accepts.Text), new("match", Accepts.Text), new("replace", Accepts.Text)]),
        Text("string.rstrip", TextOnly),
        Number("string.size", TextOnly),
        Text("string.slice", TextAndPart, required: 2),
        Text("string.slice1", TextAndPart, required: 2),
        new("string.split", [new("text", Accepts.Text), new("match", Accepts.Text)], 2, _ => TemplateType.ListOf(TemplateType.Text)),
        Boolean("string.starts_with", TextAndValue),
        Text("string.strip", TextOnly),
        Text("string.strip_newlines", TextOnly),
        Number("string.to_double", TextOnly),
        Number("string.to_float", TextOnly),
        Number("string.to_int", TextOnly),
        Number("string.to_long", TextOnly),
        Text("string.truncate", [new("text", Accepts.Text), new("length", Accepts.Number), new("ellipsis", Accepts.Text)], required: 2),
        Text("string.truncatewords", [new("text", Accepts.Text), new("count", Accepts.Number), new("ellipsis", Accepts.Text)], required: 2),
        Text("string.upcase", TextOnly),
        Boolean("string.whitespace", TextOnly),

        Number("math.abs", NumberOnly),
        Number("math.ceil", NumberOnly),
        Number("math.divided_by", [new("value", Accepts.Number), new("divisor", Accepts.Number)]),
        Number("math.floor", NumberOnly),
        Text("math.format", [new("value", Accepts.Number), new("format", Accepts.Fixed), new("culture", Accepts.Fixed)], required: 2),
        Boolean("math.is_number", [new("value", Accepts.Any)]),
        Number("math.minus", TwoNumbers),
        Number("math.modulo", TwoNumbers),
        Number("math.plus", TwoNumbers),
        Number("math.round", [new("value", Accepts.Number), new("precision", Accepts.Number)], required: 1),
        Number("math.times", TwoNumbers),

        Date("date.add_days", DateAndAmount),
        Moment("date.add_hours", DateAndAmount),
        Moment("date.add_minutes", DateAndAmount),
        Date("date.add_months", DateAndAmount),
        Moment("date.add_seconds", DateAndAmount),
        Date("date.add_years", DateAndAmount),
        Moment("date.now", []),
        Moment("date.parse", [new("text", Accepts.Text), new("pattern", Accepts.Fixed), new("culture", Accepts.Fixed)], required: 1),
        Text("date.to_string", [new("date", Accepts.Date), new("pattern", Accepts.Fixed), new("culture", Accepts.Fixed)], required: 2),

        new("array.compact", [.. ListOnly], 1, Same),
        Boolean("array.contains", [new("list", Accepts.List), new("item", Accepts.Any)]),
        new("array.first", [.. ListOnly], 1, Item),
        Text("array.join", [new("list", Accepts.List), new("delimiter", Accepts.Text)]),
        new("array.last", [.. ListOnly], 1, Item),
        new("array.limit", [.. ListAndCount], 2, Same),
        new("array.map", [new("list", Accepts.List), new("member", Accepts.Fixed)], 2, _ => TemplateType.ListOf(TemplateType.Json)),
        new("array.offset", [.. ListAndCount], 2, Same),
        new("array.reverse", [.. ListOnly], 1, Same),
        Number("array.size", ListOnly),
        new("array.sort", [.. ListOnly], 1, Same),
        new("array.uniq", [.. ListOnly], 1, Same),

        new("object.default", [new("value", Accepts.Any), new("default", Accepts.Any)], 2, types => TemplateType.Either(types[0], types[1])),

        Text("html.escape", TextOnly),
        Text("html.newline_to_br", TextOnly),
        Text("html.strip", TextOnly),
        Text("html.url_encode", TextOnly),
        Text("html.url_escape", TextOnly),
    ];

    /// <summary>The functions by name.</summary>
    public static FrozenDictionary<string, FunctionSignature> ByName { get; } = Signatures.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);

    private static FunctionSignature Text(string name, FunctionParameter[] parameters, int? required = null) => New(name, parameters, required, TemplateType.Text);

    private static FunctionSignature Number(string name, FunctionParameter[] parameters, int? required = null) => New(name, parameters, required, TemplateType.Number);

    private static FunctionSignature Boolean(string name, FunctionParameter[] parameters) => New(name, parameters, null, TemplateType.Boolean);

    private static FunctionSignature Moment(string name, FunctionParameter[] parameters, int? required = null) => New(name, parameters, required, TemplateType.DateTime);

    /// <summary>A date stays a date, a moment stays a moment.</summary>
    private static FunctionSignature Date(string name, FunctionParameter[] parameters) =>
        new(name, [.. parameters], parameters.Length, types => types[0].Kind == TypeKind.Date ? TemplateType.Date : TemplateType.DateTime);

    private static FunctionSignature New(string name, FunctionParameter[] parameters, int? required, TemplateType result) =>
        new(name, [.. parameters], required ?? parameters.Length, _ => result);

    private static TemplateType Same(ImmutableArray<TemplateType> types) =>
        types[0].Kind == TypeKind.List ? types[0] : TemplateType.ListOf(TemplateType.Json);

    private static TemplateType Item(ImmutableArray<TemplateType> types) =>
        types[0].Kind == TypeKind.List ? types[0].Item! : TemplateType.Json;
}
