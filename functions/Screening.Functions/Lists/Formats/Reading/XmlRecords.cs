using System.Globalization;
using System.Text;
using System.Xml;

namespace Screening.Functions.Lists.Formats.Reading;

/// <summary>
/// The only reader of XML. Document type declarations are refused, so there are no entities but the five of XML, and nothing outside
/// the file is ever read. A file is read record by record, so that its size costs no memory.
/// </summary>
internal sealed class XmlRecords : IDisposable
{
    /// <summary>Maximum depth of elements. Official lists have fewer than 15.</summary>
    private const int Depth = 40;

    private readonly MarkupStream stream;
    private readonly char[] chunk = new char[4096];
    private readonly StringBuilder text = new();
    private readonly XmlReader reader;
    private long characters;

    /// <summary>Opens a file and reads its first tag.</summary>
    /// <exception cref="UnusableListException">It does not begin as XML, or with a document type declaration.</exception>
    public XmlRecords(ListPart part)
    {
        stream = new MarkupStream(part.Open());
        reader = XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CheckCharacters = true,
        });
        try
        {
            if (Guarded(() => reader.MoveToContent()) != XmlNodeType.Element)
            {
                throw new UnusableListException(Line, "holds no element");
            }

            Root = Guarded(Start);
            IsEmpty = reader.IsEmptyElement;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The first tag, with its attributes and without what is in it.</summary>
    public XmlRecord Root { get; }

    /// <summary>Namespace of the first tag; empty when it has none.</summary>
    public string Namespace => reader.NamespaceURI;

    /// <summary>Whether the first tag is closed at once.</summary>
    public bool IsEmpty { get; }

    private long Line => (reader as IXmlLineInfo)?.LineNumber ?? 1;

    /// <summary>
    /// The records of the file. An element that is neither a record nor one of the elements that hold records is refused: it would be
    /// a part of the list that is not read.
    /// </summary>
    /// <param name="isRecord">Whether a record has this name.</param>
    /// <param name="isHolder">Whether an element between the root and the records has this name.</param>
    public IEnumerable<XmlRecord> Read(Predicate<string> isRecord, Predicate<string> isHolder)
    {
        while (Guarded(reader.Read))
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (isRecord(reader.LocalName))
                {
                    yield return Whole();
                }
                else if (!isHolder(reader.LocalName))
                {
                    throw new UnusableListException(Line, $"`{Shown(reader.LocalName)}` is no element of this format at this place");
                }
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                throw new UnusableListException(Line, "has text where this format has none");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        stream.Dispose();
    }

    private XmlRecord Whole()
    {
        characters = 0;
        var root = Guarded(Start);
        if (reader.IsEmptyElement)
        {
            return root;
        }

        var open = new Stack<XmlRecord>();
        open.Push(root);
        while (open.Count > 0 && Guarded(reader.Read))
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var child = Guarded(Start);
                    open.Peek().Add(child);
                    if (!reader.IsEmptyElement)
                    {
                        open.Push(child);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    ReadText(open.Peek());
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
            }

            if (open.Count > Depth)
            {
                throw new UnusableListException(Line, string.Create(CultureInfo.InvariantCulture, $"elements are nested deeper than {Depth}"));
            }
        }

        return root;
    }

    // In parts, so that a text is counted before it is kept. A text is parsed while it is read, so this may find damage.
    private void ReadText(XmlRecord into)
    {
        text.Clear();
        for (int read; (read = Guarded(() => reader.ReadValueChunk(chunk, 0, chunk.Length))) > 0;)
        {
            Count(read);
            text.Append(chunk, 0, read);
        }

        into.Write(text.ToString());
    }

    private XmlRecord Start()
    {
        Count(reader.LocalName.Length);
        var record = new XmlRecord(reader.LocalName, Line);
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            Count(reader.Value.Length);
            record.Add(reader.LocalName, reader.Value);
        }

        reader.MoveToElement();
        return record;
    }

    private void Count(int more)
    {
        characters += more;
        if (characters > ImportLimits.RowBytes)
        {
            throw new UnusableListException(Line, string.Create(CultureInfo.InvariantCulture, $"has a record of more than {ImportLimits.RowBytes} characters"));
        }
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException fault)
        {
            var line = Math.Max(1, fault.LineNumber);
            throw new UnusableListException(line, fault.Message.Contains("DTD", StringComparison.Ordinal)
                ? "holds a document type declaration (DTD), which no list needs"
                : string.Create(CultureInfo.InvariantCulture, $"is not well-formed XML at position {fault.LinePosition}: it is cut off, damaged or in another encoding"));
        }
        catch (ArgumentException)
        {
            // The declaration names an encoding that does not exist here.
            throw new UnusableListException(1, "names an encoding that is not known");
        }
    }

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
