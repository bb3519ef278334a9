// Two stages of a pretended pipeline. Everything in Early that uses Late is wrong on purpose, in one way each: the checker
// is shown to find them all.
#pragma warning disable CA1812, CA1823, CA1852, CA1822, CS0169, CS0649, CA1051, MA0069, MA0036, CA1050, CA1018, MA0010, CA1034, IDE0051, CA1801, IDE0060
namespace Alforis.Workflows.Architecture.Tests.Stages.Sample
{
    internal sealed class Anchor
    {
        public override string ToString() => nameof(Anchor);
    }
}

namespace Alforis.Workflows.Architecture.Tests.Stages.Sample.Late
{
    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class MarkAttribute : Attribute;

    internal class Thing
    {
        public static int Count() => 1;

        public static int CountOf<T>() => typeof(T).Name.Length;
    }

    internal sealed class UsesEarly
    {
        public Early.Holds? Earlier { get; init; }
    }
}

namespace Alforis.Workflows.Architecture.Tests.Stages.Sample.Early
{
    internal sealed class Inherits : Late.Thing;

    internal sealed class Holds
    {
        internal Late.Thing? Value;
    }

    internal sealed class HoldsMany
    {
        public List<Late.Thing[]>? Values { get; init; }
    }

    internal sealed class Takes
    {
        public static string Take(ref Late.Thing? thing) => $"{thing}";
    }

    internal sealed class Calls
    {
        public static int Call() => Late.Thing.Count();
    }

    internal sealed class CallsInLambda
    {
        public static Func<int, int> Call(int seed) => x => x + seed + Late.Thing.Count();
    }

    internal sealed class Names
    {
        public static Type Name() => typeof(Late.Thing);
    }

    [Late.Mark]
    internal sealed class IsMarked;

    internal sealed class CallsGeneric
    {
        public static string[] Call() => Array.Empty<string>().Concat(Enumerable.Empty<Late.Thing>().Select(thing => $"{thing}")).ToArray();
    }
}
