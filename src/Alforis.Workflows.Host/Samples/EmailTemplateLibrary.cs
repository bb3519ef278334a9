using Alforis.Crm.Data.Emails;
using Alforis.Workflows.Host.Commands.Templates;

namespace Alforis.Workflows.Host.Samples;

/// <summary>The e-mail templates that a demo database starts with: the files of <c>samples/templates</c>, embedded.</summary>
internal static class EmailTemplateLibrary
{
    private const string Prefix = "emails/";

    /// <summary>The templates, by file.</summary>
    /// <exception cref="InvalidOperationException">An embedded file is no good template.</exception>
    public static IReadOnlyList<EmailTemplate> Read()
    {
        var check = new EmailTemplateCheck();
        return typeof(EmailTemplateLibrary).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(name, check))
            .ToList();
    }

    private static EmailTemplate Read(string name, EmailTemplateCheck check)
    {
        using var content = new MemoryStream();
        typeof(EmailTemplateLibrary).Assembly.GetManifestResourceStream(name)!.CopyTo(content);
        var (template, problems) = TemplateFile.Read(content.ToArray(), check);
        return template ?? throw new InvalidOperationException($"{name}: {problems[0]}");
    }
}
