using System.ComponentModel.DataAnnotations;

namespace Alforis.Workflows.Host.Endpoints.Auth;

/// <summary>Asks for a name of at most 100 characters, on one line: names stand in e-mails, lists and the trail.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PersonNameAttribute() : MaxLengthAttribute(100)
{
    public override bool IsValid(object? value) => base.IsValid(value) && (value is not string name || !name.Any(char.IsControl));

    public override string FormatErrorMessage(string name) => "A name has at most 100 characters, on one line.";
}
