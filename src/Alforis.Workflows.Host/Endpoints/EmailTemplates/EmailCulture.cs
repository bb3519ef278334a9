using System.Globalization;

namespace Alforis.Workflows.Host.Endpoints.EmailTemplates;

/// <summary>Finds cultures by their names.</summary>
internal static class EmailCulture
{
    /// <summary>The culture, or <see langword="null"/> when there is none of the name.</summary>
    public static CultureInfo? Find(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
