"""The columns of the formats others made, in their order; what each holds is told where it is written."""

from __future__ import annotations

# Weekly files of the POLECAT dataset (doi:10.7910/DVN/AJGVIT), tab-separated with a header: the names as public
# loaders of those files carry them. Its codebook, and some readers after it, say "Event Intensity" for "Intensity".
POLECAT = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)

# Yearly files of the ICEWS Coded Event Data (doi:10.7910/DVN/28075), tab-separated with a header: the names as
# public loaders of those files carry them.
ICEWS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)

# Daily files of the Open Event Data Alliance's Phoenix (phoenixdata.org), tab-separated without a header: names and
# order of its documentation, as in the public repository ulfelder/dart-throwing-chimp, phoenix.utilities.R. The writer
# in openeventdata/phoenix_pipeline, postprocess.py, puts GeoStateName before GeoCountryName.
PHOENIX = (
    "EventID",
    "Date",
    "Year",
    "Month",
    "Day",
    "SourceActorFull",
    "SourceActorEntity",
    "SourceActorRole",
    "SourceActorAttribute",
    "TargetActorFull",
    "TargetActorEntity",
    "TargetActorRole",
    "TargetActorAttribute",
    "EventCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScore",
    "Issues",
    "ActionLat",
    "ActionLong",
    "LocationName",
    "GeoCountryName",
    "GeoStateName",
    "SentenceID",
    "URLs",
    "NewsSources",
)


def _geo(prefix: str) -> tuple[str, ...]:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(f"{prefix}Geo_{part}" for part in parts)


def _actor(prefix: str) -> tuple[str, ...]:
    parts = ("", "Name", "Country", "KnownGroup", "Ethnic", "Religion1", "Religion2", "Type1", "Type2", "Type3")
    return tuple(f"{prefix}{part}" if part == "Name" else f"{prefix}{part}Code" for part in parts)


# "The GDELT Event Database Data Format Codebook V2.0" (GDELT-Event_Codebook-V2.0.pdf): tab-separated without a header.
GDELT_EVENTS = (
    "GlobalEventID",
    "Day",
    "MonthYear",
    "Year",
    "FractionDate",
    *_actor("Actor1"),
    *_actor("Actor2"),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    *_geo("Actor1"),
    *_geo("Actor2"),
    *_geo("Action"),
    "DATEADDED",
    "SOURCEURL",
)
# The same codebook's mentions table.
GDELT_MENTIONS = (
    "GlobalEventID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
)
