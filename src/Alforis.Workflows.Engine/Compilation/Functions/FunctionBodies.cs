using System.Collections.Frozen;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Templates;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>Finds what functions do.</summary>
internal static class FunctionBodies
{
    private static readonly FrozenDictionary<string, FunctionBody> Simple =
        TextFunctions.All.Concat(TextParts.All).Concat(NumberFunctions.All).Concat(DateFunctions.All).Concat(ListFunctions.All).Concat(HtmlFunctions.All)
            .ToFrozenDictionary(f => f.Name, f => f.Body, StringComparer.Ordinal);

    /// <summary>Functions that need what is fixed in the template: a format, a pattern, a culture, a field.</summary>
    public static FunctionBody Of(BoundCall call, ValueReaders<object> itemReaders) => call.Function.Name switch
    {
        "math.format" => NumberFunctions.Format(Text(call, 1), call.Culture),
        "date.to_string" => DateFunctions.Write(Text(call, 1), call.Culture),
        "date.parse" => DateFunctions.Parse(call.Arguments.Length > 1 ? Text(call, 1) : null, call.Culture),
        "array.map" => call.Member is { } field
            ? ListFunctions.Map(itemReaders.Get(new BoundPath(field.Name, PathRoot.Context, [field], []), call.Arguments[0].Type.Item!.Entity!.Type))
            : ListFunctions.MapJson(Text(call, 1)),
        _ => Simple[call.Function.Name],
    };

    /// <summary>How the function formats its only value argument, when it can write straight into a text; else <see langword="null"/>.</summary>
    public static IValueFormat? FormatOf(BoundCall call) => call.Function.Name switch
    {
        "math.format" when !NumberFormat.IsForWholeNumbers(Text(call, 1)) => NumberPicture.Of(Text(call, 1), call.Culture) is { } picture
            ? picture
            : new DecimalFormat(Text(call, 1), call.Culture),
        "date.to_string" when DatePattern.Parse(Text(call, 1)).Pattern is { } pattern && DigitsFormat.Takes(pattern) => new DigitsFormat(pattern),
        _ => null,
    };

    private static string Text(BoundCall call, int argument) => (string)((BoundFixedValue)call.Arguments[argument]).Value!;
}
