using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Alforis.Workflows.Architecture.Tests.Stages;

/// <summary>
/// Reads from a compiled assembly which of its own types use which others of its own: base types, interfaces, constraints,
/// attributes, signatures of members and locals, and every token in the code. Constants are the one thing that leaves no trace.
/// </summary>
internal static class TypeUses
{
    public static IReadOnlyCollection<TypeUse> In(string assemblyFile)
    {
        using var image = new PEReader(File.OpenRead(assemblyFile));
        var metadata = image.GetMetadataReader();
        var uses = new HashSet<TypeUse>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var user = Outermost(metadata, handle);
            var collector = new TypeCollector(metadata);
            Collect(image, metadata, metadata.GetTypeDefinition(handle), collector);
            foreach (var used in collector.Types.Append(handle).Select(type => Outermost(metadata, type)))
            {
                uses.Add(new TypeUse(user.Namespace, user.FullName, used.Namespace, used.FullName));
            }
        }

        return uses;
    }

    private static void Collect(PEReader image, MetadataReader metadata, TypeDefinition type, TypeCollector collector)
    {
        collector.Add(type.BaseType);
        foreach (var handle in type.GetInterfaceImplementations())
        {
            collector.Add(metadata.GetInterfaceImplementation(handle).Interface);
        }

        CollectConstraints(metadata, type.GetGenericParameters(), collector);
        CollectAttributes(metadata, type.GetCustomAttributes(), collector);
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            field.DecodeSignature(collector, genericContext: null);
            CollectAttributes(metadata, field.GetCustomAttributes(), collector);
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            CollectAttributes(metadata, property.GetCustomAttributes(), collector);
        }

        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            method.DecodeSignature(collector, genericContext: null);
            CollectConstraints(metadata, method.GetGenericParameters(), collector);
            CollectAttributes(metadata, method.GetCustomAttributes(), collector);
            if (method.RelativeVirtualAddress != 0)
            {
                CollectBody(metadata, image.GetMethodBody(method.RelativeVirtualAddress), collector);
            }
        }
    }

    private static void CollectBody(MetadataReader metadata, MethodBodyBlock body, TypeCollector collector)
    {
        if (!body.LocalSignature.IsNil)
        {
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(collector, genericContext: null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            collector.Add(region.CatchType);
        }

        foreach (var token in CodeTokens.In(body.GetILReader()))
        {
            collector.Add(token);
        }
    }

    private static void CollectConstraints(MetadataReader metadata, GenericParameterHandleCollection parameters, TypeCollector collector)
    {
        foreach (var constraint in parameters.SelectMany(parameter => metadata.GetGenericParameter(parameter).GetConstraints()))
        {
            collector.Add(metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private static void CollectAttributes(MetadataReader metadata, CustomAttributeHandleCollection attributes, TypeCollector collector)
    {
        foreach (var attribute in attributes)
        {
            collector.Add(metadata.GetCustomAttribute(attribute).Constructor);
        }
    }

    private static (string Namespace, string FullName) Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        var name = metadata.GetString(type.Name);
        var space = metadata.GetString(type.Namespace);
        return (space, space.Length == 0 ? name : $"{space}.{name}");
    }
}
