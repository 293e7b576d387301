// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a protection measure is taken against (支援措置の申出の種別).
public enum ProtectionKind: String, Sendable, CaseIterable {
    case violence = "dv"
    case stalking
    case childAbuse = "child-abuse"
    case other

    public var wording: String {
        switch self {
        case .violence: "配偶者暴力（DV）"
        case .stalking: "ストーカー行為等"
        case .childAbuse: "児童虐待"
        case .other: "その他これらに準ずるもの"
        }
    }
}

/// Where the office learned of a measure that it registers.
public enum ProtectionSource: String, Sendable, CaseIterable {
    case residentRegister = "resident-register"
    case office

    public var wording: String {
        switch self {
        case .residentRegister: "住民記録の支援措置"
        case .office: "登録（相談機関の意見等）"
        }
    }
}

/// The person that a measure is directed against (加害者): by number, or as the victim named them.
public struct Abuser: Hashable, Sendable {
    public var number: AddresseeNumber?
    public var name: String
    public var kana: String
    /// 続柄: 前夫, 父 ….
    public var relation: String

    public init(
        number: AddresseeNumber? = nil, name: String = "", kana: String = "", relation: String = ""
    ) {
        self.number = number
        self.name = name
        self.kana = kana
        self.relation = relation
    }

    var isEmpty: Bool { number == nil && name.isEmpty && kana.isEmpty }

    /// Whether a person is the one named: by number, else by name or by reading. Another person of
    /// the same name is stopped as well, and let through by officers who know.
    func isOne(_ number: AddresseeNumber?, name: String?, kana: String?) -> Bool {
        if let own = self.number, own == number { return true }
        let names = name.map { NameKey.searchKey($0) } ?? ""
        if !names.isEmpty, !self.name.isEmpty, NameKey.searchKey(self.name) == names {
            return true
        }
        let kanas = kana.map { KanaFold.searchKey($0) } ?? ""
        return !kanas.isEmpty && !self.kana.isEmpty && KanaFold.searchKey(self.kana) == kanas
    }
}

/// What one officer asks for: a measure for persons, or more time for one.
public struct ProtectionInput: Sendable {
    public var members: [AddresseeNumber]
    public var kind: ProtectionKind
    public var source: ProtectionSource
    public var from: CivilDate
    /// The stated end; half-open days are not the office's words here: the last day counts.
    public var until: CivilDate?
    /// 相談機関: police, consultation centre ….
    public var consulted: String
    public var abuser: Abuser
    public var reason: String

    public init(
        members: [AddresseeNumber], kind: ProtectionKind, source: ProtectionSource = .office,
        from: CivilDate, until: CivilDate?, consulted: String = "", abuser: Abuser = Abuser(),
        reason: String
    ) {
        self.members = members
        self.kind = kind
        self.source = source
        self.from = from
        self.until = until
        self.consulted = consulted
        self.abuser = abuser
        self.reason = reason
    }
}
