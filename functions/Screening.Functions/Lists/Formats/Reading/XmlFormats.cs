using Screening.Functions.Lists.Formats.Europe;
using Screening.Functions.Lists.Formats.Ofac;
using Screening.Functions.Lists.Formats.Others;
using Screening.Functions.Lists.Formats.Un;

namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>The formats of XML, by the first tag.</summary>
internal static class XmlFormats
{
    private static readonly OneOf Un = OneOf.OfXml(ListFormats.Un, UnXml.Read);
    private static readonly OneOf OfacXml = OneOf.OfXml(ListFormats.OfacXml, SdnXml.Read);
    private static readonly OneOf OfacEnhanced = OneOf.OfXml(ListFormats.OfacEnhanced, EnhancedXml.Read);
    private static readonly OneOf OfacAdvanced = OneOf.OfXml(ListFormats.OfacAdvanced, AdvancedXml.Read);
    private static readonly OneOf EuFsf = OneOf.OfXml(ListFormats.EuFsf, FsfXml.Read);
    private static readonly OneOf EuGlobal = OneOf.OfXml(ListFormats.EuGlobal, GlobalXml.Read);
    private static readonly OneOf Uk = OneOf.OfXml(ListFormats.Uk, UkXml.Read);
    private static readonly OneOf Canada = OneOf.OfXml(ListFormats.Canada, SemaXml.Read);
    private static readonly OneOf Swiss = OneOf.OfXml(ListFormats.Swiss, SecoXml.Read);

    /// <summary>The format of a first tag; null when it is none of a list.</summary>
    public static OneOf? Find(string root, string space) => (root, space) switch
    {
        ("CONSOLIDATED_LIST", _) => Un,
        ("sdnList", _) => OfacXml,
        ("sanctionsData", _) => OfacEnhanced,
        ("Sanctions", _) => OfacAdvanced,
        ("export", "http://eu.europa.ec/fpi/fsd/export") => EuFsf,
        ("WHOLE", _) => EuGlobal,
        ("Designations", _) => Uk,
        ("data-set", _) => Canada,
        ("swiss-sanctions-list", _) => Swiss,
        _ => null,
    };
}
