using System.Collections.Immutable;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Reads the value of a right-hand side. Thread-safe.</summary>
internal sealed class OperandProbe<TContext>
{
    private readonly ValueReader<TContext>? read;
    private readonly (OperandProbe<TContext> Low, OperandProbe<TContext> High)? range;

    public OperandProbe(BoundOperand operand, ValueReaders<TContext> readers)
    {
        Operand = operand;
        if (operand is BoundField field) read = readers.Get(field.Path);
        if (operand is BoundRange ends) range = (new(ends.Low, readers), new(ends.High, readers));
    }

    public BoundOperand Operand { get; }

    /// <summary>Whether it is the same for every event.</summary>
    public bool IsFixed => range is var (low, high) ? low.IsFixed && high.IsFixed : Operand is not (BoundField or BoundRelativeTime);

    /// <summary>The value, or the values of a list or range; as it stands in the context when it is a field's.</summary>
    public object? Value(TContext context, object? element, in EvaluationTime time)
    {
        if (read is not null) return read(context, element, time);
        if (range is var (low, high)) return ImmutableArray.Create(low.Value(context, element, time), high.Value(context, element, time));
        return Operand switch
        {
            BoundLiteral literal => literal.Value,
            BoundLiteralList list => Values(list),
            BoundChange { Values.Items: [var single] } => single.Value,
            BoundChange { Values: { } several } => Values(several),
            BoundPattern pattern => pattern.Pattern,
            BoundRelativeTime { Kind: ValueKind.Date } amount => RelativeTimes.Date(time, amount),
            BoundRelativeTime amount => RelativeTimes.Moment(time, amount),
            _ => null,
        };
    }

    private static ImmutableArray<object?> Values(BoundLiteralList list) => [.. list.Items.Select(i => i.Value)];
}
