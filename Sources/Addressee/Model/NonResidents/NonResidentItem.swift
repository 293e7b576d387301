// SPDX-License-Identifier: Apache-2.0

/// The items of a 住登外者 as 付番API v2.0 names them; each has a column of the same name.
public enum NonResidentItem: String, CaseIterable, Sendable, Hashable {
    case name = "shimei"
    case familyName = "uji_nihonjin"
    case givenName = "na_nihonjin"
    case romanName = "shimei_gaikokujinromaji"
    case foreignKanjiName = "shimei_gaikokujinkanji"
    case kana = "shimei_furigana"
    case familyKana = "uji_nihonjin_furigana"
    case givenKana = "na_nihonjin_furigana"
    case alias = "tsusho"
    case aliasKana = "tsusho_furigana"
    case aliasKanaIsChecked = "tsusho_furiganakakuninjokyo"
    case sex = "seibetsu"
    case born = "seinengappi"
    case birthIsUncertain = "seinengappi_fushofuragu"
    case birthInWords = "seinengappi_fushohyoki"
    case municipality = "jusho_shikuchosonkodo"
    case townCode = "jusho_choazakodo"
    case wardCode = "shiteitoshi_gyoseikutokodo"
    case prefecture = "jusho_todofuken"
    case city = "jusho_shikugunchosonmei"
    case town = "jusho_choaza"
    case lot = "jusho_banchigohyoki"
    case building = "jusho_katagaki"
    case buildingKana = "jusho_katagaki_furigana"
    case postalCode = "jusho_yubinbango"
    case countryCode = "jusho_kokumeikodo"
    case country = "jusho_kokumeito"
    case foreignAddress = "jusho_kokugaijusho"

    /// Type and length of the parameter.
    var rule: ParameterRule {
        switch self {
        case .name, .romanName, .foreignKanjiName, .kana, .alias, .aliasKana, .country: .wide(100)
        case .familyName, .givenName, .familyKana, .givenKana, .lot: .wide(50)
        case .aliasKanaIsChecked, .birthIsUncertain: .oneOf(["0", "1"])
        case .sex: .oneOf(["0", "1", "2"])
        case .born: .birthDate
        case .birthInWords: .wide(72)
        case .municipality: .digits(6)
        case .townCode: .digits(7)
        case .wardCode: .narrow(12)
        case .prefecture: .wide(4)
        case .city: .wide(12)
        case .town: .wide(120)
        case .building, .buildingKana, .foreignAddress: .wide(300)
        case .postalCode: .digits(7)
        case .countryCode: .narrow(3)
        }
    }
}

/// How a parameter of the API may look. Lengths are characters, not bytes.
enum ParameterRule: Sendable, Equatable {
    /// X: half width, at most so many.
    case narrow(Int)
    /// Digits in half width, exactly so many.
    case digits(Int)
    /// Digits in half width, at most so many.
    case number(Int)
    /// N: full width, at most so many.
    case wide(Int)
    /// X with a list of values.
    case oneOf([String])
    /// DATE `YYYY-MM-DD`.
    case date
    /// DATE whose month and day may be `00`.
    case birthDate
    /// TIME `HH:MM:SS`.
    case time
}
