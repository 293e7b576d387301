// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// An insurer that goes on under another number from a day (保険者の合併・番号の変更), as the notice of the
/// insurer or the 支払基金 says.
public struct SuccessionInput: Hashable, Sendable {
    public var old: InsurerNumber
    public var new: InsurerNumber
    public var newName: String
    /// The first day under the new number.
    public var effectiveOn: CivilDate
    /// Whether 記号・番号 go on; otherwise they are asked for and stand empty until then.
    public var keepsSymbols: Bool
    /// The notice: who wrote it, when.
    public var basis: String

    public init(
        old: InsurerNumber, new: InsurerNumber, newName: String, effectiveOn: CivilDate,
        keepsSymbols: Bool, basis: String
    ) {
        self.old = old
        self.new = new
        self.newName = newName
        self.effectiveOn = effectiveOn
        self.keepsSymbols = keepsSymbols
        self.basis = basis
    }
}

/// A succession as it stands in the record.
public struct InsurerSuccession: Hashable, Sendable {
    public typealias Status = ProposedStatus

    public let id: Int64
    public let input: SuccessionInput
    /// How many children it carries over, as proposed.
    public let expected: Int
    /// Of the list of children as proposed: what was approved is what was seen.
    public let digest: String
    public let proposer: String
    public let proposedAt: Instant
    public let status: Status
    public let carried: Int?
    public let officer: String?
    public let reason: String?
}

/// What happens to one child of the old insurer.
public struct SuccessionCase: Hashable, Sendable {
    public enum Standing: Hashable, Sendable {
        /// The stretch ends the day before, and goes on under the new number.
        case carries
        /// Left out, and why.
        case leftOut(String)
    }

    public let child: AddresseeNumber
    public let stretch: InsuranceStretch
    public let standing: Standing
}

/// Which children of an insurer are carried over; pure.
enum SuccessionRule {
    /// - Parameter stretches: everything known of the insurance of children who were ever with the
    ///   old insurer.
    /// - Returns: in the order of the numbers.
    static func cases(
        _ input: SuccessionInput, stretches: [AddresseeNumber: [InsuranceStretch]]
    ) -> [SuccessionCase] {
        let day = input.effectiveOn
        return stretches.flatMap { child, all in
            all.filter { $0.insurer == input.old.digits && reaches($0, day) }.map { stretch in
                let standing: SuccessionCase.Standing
                if stretch.period.from >= day {
                    standing = .leftOut("承継の日以後に元の番号で取得した記録です。保険者に確かめて保険の記録を訂正してください")
                } else if all.contains(where: {
                    $0.insurer == input.new.digits
                        && $0.period.overlaps(
                            EffectivePeriod(from: day, until: stretch.period.until))
                }) {
                    standing = .leftOut("新しい番号の記録があります(連携などで届いたもの)")
                } else {
                    standing = .carries
                }
                return SuccessionCase(child: child, stretch: stretch, standing: standing)
            }
        }.sorted { ($0.child, $0.stretch.period.from) < ($1.child, $1.stretch.period.from) }
    }

    /// Whether a stretch still runs on the day or begins later; what ended before is history.
    private static func reaches(_ stretch: InsuranceStretch, _ day: CivilDate) -> Bool {
        !stretch.period.isEmpty && stretch.period.runs(after: day)
    }

    /// How the reason of every fact begins that a succession has written.
    static let title = "保険者番号の承継 "

    /// Why a succession has written a fact.
    static func reason(_ input: SuccessionInput) -> String {
        "\(title)\(input.old.digits) → \(input.new.digits)(\(input.basis))"
    }

    /// The two facts that carry a child over: the end under the old number, the beginning under the
    /// new one. A known end stays the end.
    static func facts(_ one: SuccessionCase, _ input: SuccessionInput) -> [InsuranceInput] {
        let stretch = one.stretch
        let reason = reason(input)
        var closed = InsuranceInput(
            child: one.child, insurer: input.old, insurerName: stretch.insurerName,
            acquiredOn: stretch.period.from, lostOn: input.effectiveOn,
            insuredName: stretch.insuredName, symbol: stretch.symbol, number: stretch.number,
            subNumber: stretch.subNumber, band: stretch.band, source: .notification)
        closed.reason = reason
        var opened = InsuranceInput(
            child: one.child, insurer: input.new, insurerName: input.newName,
            acquiredOn: input.effectiveOn, lostOn: stretch.period.until,
            insuredName: stretch.insuredName,
            symbol: input.keepsSymbols ? stretch.symbol : nil,
            number: input.keepsSymbols ? stretch.number : nil,
            subNumber: input.keepsSymbols ? stretch.subNumber : nil, band: stretch.band,
            source: .notification)
        opened.reason = reason
        return [closed, opened]
    }
}
