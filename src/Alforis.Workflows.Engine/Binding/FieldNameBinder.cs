using Alforis.Workflows.Engine.Definitions;
using Alforis.Workflows.Engine.Diagnostics;
using Alforis.Workflows.Engine.Schema;

namespace Alforis.Workflows.Engine.Binding;

/// <summary>Checks the name of a field that an action writes.</summary>
internal static class FieldNameBinder
{
    public static BoundConstant? Bind(SourceNode node, SettingSchema setting, FieldTarget field, SettingErrors errors)
    {
        if (node.Kind != SourceKind.String) return errors.WrongType(node, setting, "the name of a field");
        if (field.Entity is null) return SettingErrors.Constant(node);
        var name = node.Text;
        var dot = name.LastIndexOf('.');
        if (dot >= 0 && string.Equals(name[..dot], field.EntityName, StringComparison.Ordinal)) name = name[(dot + 1)..];
        if (field.Entity.Find(name) is { IsWritable: true } found)
        {
            if (found.Name != name) errors.ReadName(node, name, found.Name);
            return SettingErrors.Constant(found.Name);
        }

        var writable = field.Entity.Fields.Where(f => f.IsWritable).Select(f => f.Name).ToList();
        var known = field.Entity.Find(name) is not null;
        return errors.Add(
            node, known ? errors.InvalidCode : DiagnosticCodes.UnknownField,
            known ? $"'{name}' cannot be written by an action." : $"'{field.EntityName}' has no field {node}.",
            NearestName.Suggest(name, writable) ?? $"Fields that can be written: {NameList.Of(writable)}.",
            known ? null : DiagnosticArguments.Unknown(name, writable, field.EntityName));
    }
}
