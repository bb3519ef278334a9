using System.Linq.Expressions;
using Alforis.Workflows.Engine.Binding;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Workflows.Engine.Explaining;

/// <summary>Reads a path's value from the context, or from the element that <c>any</c> or <c>all</c> looks at.</summary>
internal delegate object? ValueReader<in TContext>(TContext context, object? element, EvaluationTime time);

/// <summary>Makes readers: those of the context are shared, those of elements are interpreted. Thread-safe.</summary>
internal sealed class ValueReaders<TContext>(PathReaders<TContext> readers)
{
    public ValueReader<TContext> Get(BoundPath path)
    {
        if (path.Root != PathRoot.Element)
        {
            var read = readers.Get(path);
            return (context, _, time) => read(context, time);
        }

        var readElement = Compile(path);
        return (_, element, _) => readElement(element);
    }

    private static Func<object?, object?> Compile(BoundPath path)
    {
        var element = Expression.Parameter(typeof(object), "element");
        var body = new PathEmitter(
            Expression.Empty(), Expression.Empty(), Literals.Inline, element: ElementRulesCompiler<TContext>.AsElement(element, path.Element!)).Read(
            path,
            () => Expression.Constant(null),
            value => Operands.Boxed(value.Type.IsEnum ? EnumNames.ToText(value, path.EnumValues) : value));
        return Expression.Lambda<Func<object?, object?>>(Expression.Convert(body, typeof(object)), element).Compile(preferInterpretation: true);
    }
}
