// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A medical institution as the master knows it (医療機関マスタ, 12 items).
public struct Institution: Hashable, Sendable {
    /// 廃止状況.
    public enum Closure: String, Sendable, CaseIterable {
        case open, suspended, closed

        public var wording: String {
            switch self {
            case .open: "現存"
            case .suspended: "休止"
            case .closed: "廃止"
            }
        }
    }

    /// 所在区分: in the city, in the prefecture, elsewhere; decides 現物 or 償還.
    public enum Location: String, Sendable, CaseIterable {
        case municipality, prefecture, elsewhere

        public var wording: String {
            switch self {
            case .municipality: "市内"
            case .prefecture: "県内"
            case .elsewhere: "県外"
            }
        }
    }

    public var code: MedicalInstitutionCode
    public var closure: Closure
    public var closedOn: CivilDate?
    public var name: String
    public var kana: String
    public var shortName: String
    public var representative: String
    public var postalCode: String
    public var address: String
    public var building: String
    public var phone: String
    public var location: Location

    /// 都道府県, two digits.
    public var prefecture: String { code.prefecture }

    public init(
        code: MedicalInstitutionCode, closure: Closure = .open, closedOn: CivilDate? = nil,
        name: String, kana: String = "", shortName: String = "", representative: String = "",
        postalCode: String = "", address: String = "", building: String = "", phone: String = "",
        location: Location
    ) {
        self.code = code
        self.closure = closure
        self.closedOn = closedOn
        self.name = name
        self.kana = kana
        self.shortName = shortName
        self.representative = representative
        self.postalCode = postalCode
        self.address = address
        self.building = building
        self.phone = phone
        self.location = location
    }
}
