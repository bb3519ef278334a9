using System.Globalization;
using Alforis.Workflows.Engine.Conditions;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Crm.Data.Pushdown;

/// <summary>
/// Translates a condition into SQL that is TRUE for every row that meets it, and for no other unless something could not be translated: what could not
/// be counts as met, and as not met inside of a negation, so that the SQL still selects all that meet the condition.
/// </summary>
/// <remarks>
/// A leaf may be NULL where it is false: AND, OR and WHERE make no difference between the two, negations ask IS NOT TRUE, which never is NULL, and
/// PostgreSQL keeps its indexes and statistics. Not thread-safe.
/// </remarks>
internal sealed class ConditionTranslator
{
    private readonly List<string> inMemory = [];
    private readonly List<string> unknown = [];
    private readonly HashSet<string> pathsRead = new(StringComparer.Ordinal);
    private int elements;

    /// <summary>The rules that only memory can tell.</summary>
    public IReadOnlyList<string> InMemory => inMemory;

    /// <summary>The rules that nobody can tell before the event: they look at the change, or at what comes with the event.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    /// <summary>The paths that were met.</summary>
    public IReadOnlyCollection<string> Paths => pathsRead;

    /// <param name="condition">The condition.</param>
    /// <param name="paths">Finds what paths lead to.</param>
    /// <param name="isPositive">Whether an even number of negations stands around it.</param>
    public SqlPart Translate(Condition condition, PathTranslator paths, bool isPositive = true) => condition switch
    {
        Conjunction and => All([.. and.Conditions.Select(c => Translate(c, paths, isPositive))]),
        Disjunction or => Any([.. or.Conditions.Select(c => Translate(c, paths, isPositive))]),
        Negation not => Not(Translate(not.Condition, paths, !isPositive)),
        ElementCheck check => Translate(check, paths, isPositive),
        EmptyCheck { Value: ClockOperand } => SqlPart.False,
        EmptyCheck { Value: FieldOperand field } => Read(field.Path, paths) is { } value ? Empty(value) : Leave(unknown, condition, isPositive),
        Comparison comparison => Translate(comparison, paths, isPositive),
        _ => Leave(unknown, condition, isPositive),
    };

    private static SqlPart All(SqlPart[] parts)
    {
        if (parts.Contains(SqlPart.False)) return SqlPart.False;
        parts = [.. parts.Where(p => !ReferenceEquals(p, SqlPart.True))];
        return parts switch
        {
            [] => SqlPart.True,
            [var only] => only,
            _ => SqlPart.Of($"({SqlPart.Join(" AND ", parts)})"),
        };
    }

    private static SqlPart Any(SqlPart[] parts)
    {
        if (parts.Contains(SqlPart.True)) return SqlPart.True;
        parts = [.. parts.Where(p => !ReferenceEquals(p, SqlPart.False))];
        return parts switch
        {
            [] => SqlPart.False,
            [var only] => only,
            _ => SqlPart.Of($"({SqlPart.Join(" OR ", parts)})"),
        };
    }

    private static SqlPart Not(SqlPart part)
    {
        if (ReferenceEquals(part, SqlPart.True)) return SqlPart.False;
        return ReferenceEquals(part, SqlPart.False) ? SqlPart.True : SqlPart.Of($"({part}) IS NOT TRUE");
    }

    private static SqlPart Empty(SqlValue value) => value switch
    {
        { Elements: { } rows } => SqlPart.Of($"NOT EXISTS {rows}"),
        { Kind: ValueKind.Text } => SqlPart.Of($"({value.Sql} IS NULL OR {value.Sql} = '')"),
        { Kind: ValueKind.List } => SqlPart.Of($"coalesce(cardinality({value.Sql}), 0) = 0"),
        _ => SqlPart.Of($"{value.Sql} IS NULL"),
    };

    private SqlPart Translate(Comparison comparison, PathTranslator paths, bool isPositive)
    {
        if (Read(comparison.Left, paths) is not { } left) return Leave(unknown, comparison, isPositive);
        SqlValue? right = null;
        if (comparison.Right is FieldOperand or ClockOperand)
        {
            right = Read(comparison.Right, paths);
            if (right is null) return Leave(unknown, comparison, isPositive);
        }

        return ComparisonTranslator.Translate(left, comparison, right) ?? Leave(inMemory, comparison, isPositive);
    }

    private SqlValue? Read(Operand operand, PathTranslator paths) =>
        operand is ClockOperand clock ? ComparisonTranslator.Read(clock) : Read(((FieldOperand)operand).Path, paths);

    private SqlValue? Read(FieldPath path, PathTranslator paths)
    {
        pathsRead.Add(path.ToString());
        return paths.Read(path);
    }

    private SqlPart Translate(ElementCheck check, PathTranslator paths, bool isPositive)
    {
        if (Read(check.List, paths) is not { } list) return Leave(unknown, check, isPositive);
        var alias = string.Create(CultureInfo.InvariantCulture, $"x{++elements}");
        var name = SqlPart.Identifier(alias);
        if (list.Elements is { } rows)
        {
            var met = Translate(check.Condition, paths.At(new RowSource(typeof(Model.Contact), alias, [])), isPositive);
            return SqlPart.Of($"EXISTS (SELECT FROM {rows} AS {name} WHERE {met})");
        }

        if (!list.IsListOfText) return Leave(inMemory, check, isPositive);
        var element = new SqlValue(SqlPart.Of($"{name}.item"), ValueKind.Text);
        var holds = Translate(check.Condition, paths.At(element), isPositive);
        return SqlPart.Of($"EXISTS (SELECT FROM unnest({list.Sql}) AS {name} (item) WHERE {holds})");
    }

    private static SqlPart Leave(List<string> left, Condition condition, bool isPositive)
    {
        left.Add(condition.ToString()!);
        return isPositive ? SqlPart.True : SqlPart.False;
    }
}
