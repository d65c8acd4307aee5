namespace Screening.Engine.Parties.Addresses;

/// <summary>Class of a word of an address. A word without a class is a name: of a street, a building, a district or a town.</summary>
internal enum AddressClass
{
    /// <summary>A name.</summary>
    None,

    /// <summary>Type of street, written after its name (Road, Lane).</summary>
    Street,

    /// <summary>Type of street that may stand before its name (ulitsa, rue, Jalan).</summary>
    StreetBefore,

    /// <summary>Type of building, without a number of its own (Centre, Plaza).</summary>
    Building,

    /// <summary>Type of building that has a number unless a name precedes it (Building 3, but Winner Building).</summary>
    NumberedBuilding,

    /// <summary>Mark of a part of a site (Block, korpus, Phase).</summary>
    Block,

    /// <summary>Mark of a unit in a building (Room, Flat, ofis).</summary>
    Unit,

    /// <summary>Mark of a floor.</summary>
    Floor,

    /// <summary>Mark of a house number (No., dom, plot).</summary>
    Number,

    /// <summary>Mark of a post-office box.</summary>
    Box,

    /// <summary>Type of a region, after its name (oblast, Province).</summary>
    Region,

    /// <summary>Type of a district or site (District, Industrial, Zone).</summary>
    Area,

    /// <summary>Point of the compass.</summary>
    Direction,

    /// <summary>A word without meaning for the comparison (of, near).</summary>
    Filler,
}
