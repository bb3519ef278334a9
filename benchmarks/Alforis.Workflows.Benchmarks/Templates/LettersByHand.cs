using System.Globalization;
using System.Runtime.CompilerServices;

namespace Alforis.Workflows.Benchmarks.Templates;

/// <summary>
/// What a developer would write for a letter, in invariant culture; the texts are made on the stack, so that nothing is allocated but
/// themselves.
/// </summary>
internal interface ILetterByHand
{
    string Write(LetterContext context);
}

internal readonly struct FormattedByHand : ILetterByHand
{
    public string Write(LetterContext c) => string.Create(
        CultureInfo.InvariantCulture, stackalloc char[512],
        $"Bonjour {c.Letter.Name}, le dossier {c.Letter.Id} de {c.Letter.Amount:N2} € est attendu le {c.Letter.Due:dd/MM/yyyy} par {c.Letter.Owner ?? "personne"}.");
}

internal readonly struct PlainByHand : ILetterByHand
{
    public string Write(LetterContext c) => string.Create(
        CultureInfo.InvariantCulture, stackalloc char[512],
        $"Bonjour {c.Letter.Name}, le dossier {c.Letter.Id} de {c.Letter.Amount:G29} € est attendu le {c.Letter.Due:O} par {c.Letter.Owner ?? "personne"}.");
}

internal readonly struct ChoiceByHand : ILetterByHand
{
    public string Write(LetterContext c) =>
        c.Letter.Urgent ? $"Bonjour {c.Letter.Name}, c'est urgent." : $"Bonjour {c.Letter.Name}, quand vous pourrez.";
}

internal readonly struct RowsByHand : ILetterByHand
{
    public string Write(LetterContext context)
    {
        var text = new DefaultInterpolatedStringHandler(200, 20, CultureInfo.InvariantCulture, stackalloc char[512]);
        text.AppendLiteral("Bonjour ");
        text.AppendFormatted(context.Letter.Name);
        text.AppendLiteral(" :");
        foreach (var row in context.Rows)
        {
            text.AppendLiteral("\n- ");
            text.AppendFormatted(row.Product);
            text.AppendLiteral(" × ");
            text.AppendFormatted(row.Quantity);
        }

        return text.ToStringAndClear();
    }
}
