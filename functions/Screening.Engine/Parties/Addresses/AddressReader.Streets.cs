namespace Screening.Engine.Parties.Addresses;

/// <summary>Names of streets: the words before or after a type of street.</summary>
internal sealed partial class AddressReader
{
    private const int WordsOfStreet = 3;

    // "12345 Main Street": up to three names and then a type of street.
    private bool IsBeforeStreet(int number)
    {
        for (var at = number + 1; at < tokens.Count && at <= number + WordsOfStreet + 1; at++)
        {
            if (classes[at] is AddressClass.Street or AddressClass.StreetBefore && at > number + 1)
            {
                return true;
            }

            if (!IsName(at))
            {
                return false;
            }
        }

        return false;
    }

    private void ReadStreets()
    {
        var phrase = 0;
        for (var at = 0; at < tokens.Count; at++)
        {
            if (classes[at] is not (AddressClass.Street or AddressClass.StreetBefore) || roles[at] is not null || isLeftOut[at] || RoleOf(at) is AddressRole.Block)
            {
                continue;
            }

            var before = phrase;
            phrase += MarkPhrase(at, -1, phrase + 1) ? 1 : 0;
            if (classes[at] == AddressClass.StreetBefore)
            {
                phrase += MarkPhrase(at, 1, phrase + 1) ? 1 : 0;
            }

            if (phrase == before && at > 0 && tokens[at].Joint != ',')
            {
                phrase += ForcePhrase(at - 1, phrase + 1) ? 1 : 0;
            }
        }
    }

    // "High-tech Road", "Park Avenue": a word that is otherwise a type of site or building is the name of the street.
    private bool ForcePhrase(int last, int phrase)
    {
        var at = last;
        for (; at >= 0 && last - at < WordsOfStreet && classes[at] is AddressClass.Area or AddressClass.Building && roles[at] is null && !isLeftOut[at]; at--)
        {
            isForced[at] = true;
            phrases[at] = phrase;
            if (tokens[at].Joint == ',')
            {
                return true;
            }
        }

        return at < last;
    }

    private bool MarkPhrase(int type, int step, int phrase)
    {
        var found = 0;
        for (var at = type + step; at >= 0 && at < tokens.Count && found < WordsOfStreet; at += step)
        {
            // A comma after the type or before it begins another part of the address; "301-307, Lockhart" is not before a type.
            if (tokens[step < 0 ? at + 1 : at].Joint == ',' && (step > 0 || at + 1 <= type))
            {
                break;
            }

            if (IsStreetName(at) && phrases[at] == 0)
            {
                phrases[at] = phrase;
                found++;
            }
            else if (found == 0 && step < 0 && tokens[at].IsNumber && roles[at] is null && !isPostal[at] && IsStreetName(at - 1))
            {
                roles[at] = AddressRole.Ordinal;
            }
            else if (classes[at] is not (AddressClass.Filler or AddressClass.Direction) || isLeftOut[at])
            {
                break;
            }
        }

        return found > 0;
    }
}
