// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Two statements about a person, side by side, item by item.
public struct FourItemComparison: Sendable, Hashable {
    public enum Item: String, CaseIterable, Sendable {
        case name = "氏名"
        case kana = "フリガナ"
        case sex = "性別"
        case born = "生年月日"
        case address = "住所"
    }

    public enum Verdict: String, Sendable {
        case same = "一致"
        case differs = "相違"
        /// One of the two does not say.
        case missing = "なし"
        /// Under a protection measure it is not said whether a place is the right one.
        case hidden = "非表示"
    }

    /// One line of the comparison.
    public struct Line: Sendable, Hashable {
        public let item: Item
        public let stated: String
        public let registered: String
        public let verdict: Verdict
    }

    public let lines: [Line]

    public init(stated: FourItems, registered: FourItems) {
        self.init(
            ComparableItems(stated), stated: stated, ComparableItems(registered),
            registered: registered)
    }

    init(
        _ left: ComparableItems, stated: FourItems, _ right: ComparableItems,
        registered: FourItems
    ) {
        lines = Item.allCases.map { item in
            Line(
                item: item, stated: stated.text(of: item), registered: registered.text(of: item),
                verdict: left.verdict(on: item, against: right))
        }
    }

    /// Without what tells where the person lives: to say that a place is the right one would tell it.
    func hidingPlace() -> FourItemComparison {
        FourItemComparison(
            lines: lines.map { line in
                guard line.item == .address else { return line }
                return Line(
                    item: line.item, stated: line.stated, registered: "", verdict: .hidden)
            })
    }

    private init(lines: [Line]) { self.lines = lines }

    public func verdict(_ item: Item) -> Verdict {
        lines.first { $0.item == item }?.verdict ?? .missing
    }

    /// All four items agree, and the reading does not speak against it.
    public var agrees: Bool {
        lines.allSatisfy { $0.verdict == .same || ($0.item == .kana && $0.verdict == .missing) }
    }

    /// How many items agree: the order of candidates.
    public var agreements: Int { lines.count { $0.verdict == .same } }
}

/// The folded shadow of four items, made once and compared often.
struct ComparableItems: Hashable, Sendable {
    let name: String
    let kana: String
    let sex: String
    let born: CivilDate?
    let address: AddressKey
    let building: AddressKey
    /// Address and 方書 in one line, as some senders write them.
    private let line: String

    init(_ items: FourItems) {
        name = NameComparison.key(items.name)
        kana = NameComparison.kanaKey(items.kana)
        sex = items.sex
        born = items.born.day
        address = AddressKey(items.address)
        building = AddressKey(items.building)
        line = items.address + "　" + items.building
    }

    /// All four items agree and no reading contradicts: without making the lines.
    func agrees(with other: ComparableItems) -> Bool {
        FourItemComparison.Item.allCases.allSatisfy { item in
            let verdict = verdict(on: item, against: other)
            return verdict == .same || (item == .kana && verdict == .missing)
        }
    }

    func verdict(
        on item: FourItemComparison.Item, against other: ComparableItems
    ) -> FourItemComparison.Verdict {
        switch item {
        case .name: Self.verdict(name, other.name)
        case .kana: Self.verdict(kana, other.kana)
        case .sex:
            Self.isStated(sex) && Self.isStated(other.sex)
                ? (sex == other.sex ? .same : .differs) : .missing
        case .born:
            born == nil || other.born == nil ? .missing : born == other.born ? .same : .differs
        case .address: addressVerdict(other)
        }
    }

    private func addressVerdict(_ other: ComparableItems) -> FourItemComparison.Verdict {
        let noneHere = address.key.isEmpty && building.key.isEmpty
        let noneThere = other.address.key.isEmpty && other.building.key.isEmpty
        if noneHere || noneThere { return .missing }
        if address.isSamePlace(as: other.address) {
            // The same lot: two different rooms contradict, a room not stated does not.
            return building.key.isEmpty || other.building.key.isEmpty
                || building.key == other.building.key ? .same : .differs
        }
        return AddressKey(line).isSamePlace(as: AddressKey(other.line)) ? .same : .differs
    }

    private static func isStated(_ sex: String) -> Bool { sex == "1" || sex == "2" }

    private static func verdict(_ left: String, _ right: String) -> FourItemComparison.Verdict {
        left.isEmpty || right.isEmpty ? .missing : left == right ? .same : .differs
    }
}

extension FourItems {
    fileprivate func text(of item: FourItemComparison.Item) -> String {
        switch item {
        case .name: name
        case .kana: kana
        case .sex: sex == "1" ? Sex.male.wording : sex == "2" ? Sex.female.wording : "不明"
        case .born: born.text
        case .address: building.isEmpty ? address : address + "　" + building
        }
    }
}
