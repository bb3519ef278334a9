namespace Alforis.Workflows.Host.Api;

/// <summary>Which rule a value breaks, for programs: <c>reason</c> of an error. A reason keeps its meaning for good; the client has a text for each in every language.</summary>
internal static class ErrorReasons
{
    public const string Required = "required";
    public const string Blank = "blank";
    public const string NotNull = "not_null";
    public const string MinLength = "min_length";
    public const string MaxLength = "max_length";
    public const string MinItems = "min_items";
    public const string MaxItems = "max_items";
    public const string Least = "least";
    public const string Most = "most";
    public const string Range = "range";
    public const string Choice = "choice";
    public const string Characters = "characters";
    public const string Email = "email";
    public const string Role = "role";
    public const string TimeZone = "time_zone";
    public const string CountryCode = "country_code";
    public const string Language = "language";
    public const string Locale = "locale";
    public const string UnknownId = "unknown_id";
    public const string UnknownUser = "unknown_user";
    public const string OtherOrganisation = "other_organisation";
    public const string PersonName = "person_name";
    public const string TargetName = "target_name";
    public const string Slug = "slug";
    public const string Url = "url";
    public const string Headers = "headers";
    public const string Future = "future";
    public const string Type = "type";
    public const string UnknownMember = "unknown_member";
    public const string WrongEntity = "wrong_entity";
}
