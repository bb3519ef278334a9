using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Compilation.Functions;

/// <summary>Writes a number or a date by a fixed format.</summary>
internal interface IValueFormat
{
    /// <summary>Writes the value, if the room is large enough.</summary>
    /// <param name="value">A value that is not null, of the type that the format is for.</param>
    /// <param name="zone">The workflow's time zone.</param>
    /// <param name="room">Where to write.</param>
    /// <param name="written">How many characters it took.</param>
    bool TryFormat(in TemplateValue value, TimeZoneInfo zone, Span<char> room, out int written);
}

/// <summary>A function that formats one value: straight into the text where it is written, as a text of its own elsewhere.</summary>
internal sealed class FormatEvaluator<TContext>(Evaluator<TContext> argument, IValueFormat format, CallEvaluator<TContext> call) : Evaluator<TContext>
{
    private const int MostUsual = 128;

    public override TemplateValue Evaluate(TContext context, Rendering rendering) => call.Evaluate(context, rendering);

    public override void Write(TContext context, Rendering rendering, SettingDestination escaping, TextBuffer buffer)
    {
        var value = argument.Evaluate(context, rendering);
        if (!value.IsNull) WriteValue(value, rendering, escaping, buffer);
    }

    /// <summary>The same for an argument that is known, and not null.</summary>
    public void WriteValue(in TemplateValue value, Rendering rendering, SettingDestination escaping, TextBuffer buffer)
    {
        if (escaping == SettingDestination.Text && format.TryFormat(value, rendering.Time.Zone, buffer.Room(MostUsual), out var length))
        {
            buffer.Advance(length);
            return;
        }

        Span<char> room = stackalloc char[MostUsual];
        if (format.TryFormat(value, rendering.Time.Zone, room, out var written)) OutputWriter.Write(room[..written], escaping, buffer);
        else OutputWriter.WriteValue(call.Call(value, rendering), escaping, buffer, rendering);
    }
}

/// <summary>A format of decimal numbers.</summary>
internal sealed class DecimalFormat(string format, IFormatProvider culture) : IValueFormat
{
    public bool TryFormat(in TemplateValue value, TimeZoneInfo zone, Span<char> room, out int written)
    {
        written = 0;
        return value.Tag switch
        {
            ValueTag.Decimal => value.Decimal.TryFormat(room, out written, format, culture),
            ValueTag.Integer => value.Integer.TryFormat(room, out written, format, culture),
            _ => false,
        };
    }
}
