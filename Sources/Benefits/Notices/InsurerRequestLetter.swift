// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
public import Formats
public import Press
import Safeguards
public import Scheme
public import Vocabulary

/// 高額療養費支給申請書 to an insurer, or the reminder of one: the letter, and the list of the same rows
/// as a file.
public struct WrittenInsurerRequest: Sendable {
    /// One child of one mandate.
    public struct Line: Hashable, Sendable {
        /// `K12`.
        public let number: String
        public let child: AddresseeNumber
        let name: String
        let kana: String
        let born: CivilDate
        let symbol: String
        let insuredNumber: String
        /// A month, or a year of the yearly cap.
        public let period: ProxyPeriod
        public let band: String
        public let isMultiple: Bool
        /// How many units were added up.
        public let units: Int
        public let totalCost: Yen
        public let burden: Yen
        public let limit: Yen
        public let amount: Yen
        /// Of a year each month: what stayed after the benefit of the month; their sum is the burden.
        public let months: [MonthShare]
    }

    /// A month of a year.
    public struct MonthShare: Hashable, Sendable {
        /// 令和8年8月診療分.
        public let name: String
        public let totalCost: Yen
        public let burden: Yen
    }

    public let request: InsurerRequest
    public let lines: [Line]
    /// When the first letter went out; only of a reminder.
    public let claimedOn: CivilDate?

    init(
        _ request: InsurerRequest, _ proxies: [ProxyReceipt],
        _ people: [AddresseeNumber: ResidentSnapshot], claimedOn: CivilDate? = nil,
        in scope: Scope
    ) throws {
        self.request = request
        self.claimedOn = claimedOn
        let index = try EntitlementIndex.load(
            children: proxies.flatMap { $0.parts.map(\.child) }.once().sorted(), from: scope.db)
        let units = try ProxyBook.units(of: proxies.map(\.id), from: scope.db)
        lines = try proxies.flatMap { proxy in
            try proxy.parts.map { part in
                let insurance = index.insurances(child: part.child).last { insurance in
                    insurance.insurer == proxy.insurer
                        && proxy.period.months.contains { insurance.period.overlaps($0.period) }
                }
                let counted = (units[proxy.id] ?? []).filter {
                    $0.member == .child(part.child) && $0.isCounted
                }
                let isOld = units[proxy.id] == nil
                // A letter to an insurer names nobody whom the register does not know.
                guard let person = people[part.child] else { throw BenefitsRefusal.childUnknown }
                return Line(
                    number: "K\(proxy.id)", child: part.child, name: person.name,
                    kana: person.kana,
                    born: person.born, symbol: insurance?.symbol ?? "",
                    insuredNumber: [insurance?.number, insurance?.subNumber].compactMap(\.self)
                        .filter { !$0.isEmpty }.joined(separator: "-"),
                    period: proxy.period, band: proxy.band, isMultiple: proxy.isMultiple,
                    units: max(counted.count, 1),
                    totalCost: isOld
                        ? proxy.estimate.totalCost
                        : counted.reduce(.zero) { $0 + $1.totalCost },
                    burden: isOld
                        ? proxy.estimate.burden
                        : counted.reduce(.zero) {
                            // Of a year what stayed after the benefit of each month.
                            $0 + $1.burden - (proxy.period.isYear ? $1.highCost : .zero)
                        },
                    limit: proxy.estimate.limit, amount: part.amount,
                    months: proxy.period.isYear
                        ? counted.map {
                            MonthShare(
                                name: $0.institutionName, totalCost: $0.totalCost,
                                burden: $0.burden - $0.highCost)
                        } : [])
            }
        }
    }

    /// The number of its envelope: `HK-12`.
    public var number: String { "HK-\(request.id)" }

    /// The letter for the press; `nil` where the number cannot stand on an envelope.
    ///
    /// - Parameter account: where the city wants the money, as the letter says it; empty says
    ///   nothing.
    /// - Throws: `LetterRefusal`.
    public func letter(
        sender: Sender, desk: ContactDesk, letters: LetterWordings, account: String = ""
    ) throws(LetterRefusal) -> Letter? {
        guard let envelope = EnvelopeID(number) else { return nil }
        let kind = request.kind == .claim ? LetterKind.insurerClaim : .insurerReminder
        let words = try letters.wording(kind, on: request.issuedOn).wording
            .filled(
                values(account), parts: lines.flatMap { [$0.values] + $0.monthValues },
                names: { _ in nil })
        return Letter(
            to: (
                request.office.name, request.office.postalCode.filter(\.isNumber),
                request.office.address
            ), words,
            envelope: envelope, number: number, documentNumber: request.reference,
            on: request.issuedOn, sender: sender, desk: desk)
    }

    /// The list as a file for the insurer (連名簿).
    ///
    /// - Parameter layout: `insurer-claims`; unverified, it writes trial files only.
    /// - Throws: `FormatRefusal.layoutUnverified` for a real peer.
    public func list(
        layout: FeedLayout, audience: FileAudience
    ) throws -> (name: String, bytes: [UInt8]) {
        var writer = try FeedWriter(layout, for: audience)
        for line in lines {
            try writer.add([
                "reference": request.reference, "insurer": request.office.insurer,
                "number": line.number, "symbol": line.symbol,
                "insured-number": line.insuredNumber, "name": line.name, "kana": line.kana,
                "born": line.born.compact, "month": line.period.last.compact,
                "band": line.band, "multiple": line.isMultiple ? "1" : "0",
                "units": String(line.units), "total-cost": String(line.totalCost.amount),
                "burden": String(line.burden.amount), "limit": String(line.limit.amount),
                "amount": String(line.amount.amount),
            ])
        }
        return (
            "kougaku_\(request.office.insurer)_\(request.issuedOn.compact)_\(request.id).csv",
            writer.takeBytes()
        )
    }

    private func values(_ account: String) -> LetterValues {
        var values = LetterValues()
        values[.insurer] = .text(request.office.name)
        values[.claimNumber] = .text(request.reference)
        values[.count] = .number(lines.count)
        values[.total] = .yen(request.total)
        values[.dueOn] = .date(request.dueOn)
        values[.newDueOn] = .date(request.dueOn)
        values[.claimedOn] = claimedOn.map { .date($0) }
        values[.enclosures] = .word(.mandates)
        values[.place] = .text(account)
        let years = lines.filter { !$0.months.isEmpty }.map(\.number).once()
        if !years.isEmpty { values[.explanation] = .text(years.joined(separator: "、")) }
        return values
    }
}

extension WrittenInsurerRequest.Line {
    fileprivate var values: LetterValues {
        var values = LetterValues()
        values[.claimNumber] = .text(number)
        values[.child] = .text(name)
        values[.born] = .date(born)
        values[.insuredNumber] = .text(
            [symbol, insuredNumber].filter { !$0.isEmpty }.joined(separator: "・"))
        values[.treatmentMonth] =
            period.isYear
            ? .word(
                .yearPeriod,
                LetterValues([.firstMonth: .month(period.first), .lastMonth: .month(period.last)]))
            : .month(period.first)
        values[.band] =
            isMultiple ? .word(.multiple, LetterValues([.band: .text(band)])) : .text(band)
        values[.count] = .number(units)
        values[.cost] = .yen(totalCost)
        values[.selfPaid] = .yen(burden)
        values[.limit] = .yen(limit)
        values[.amount] = .yen(amount)
        return values
    }

    /// The rows below that of a year, one a month.
    fileprivate var monthValues: [LetterValues] {
        months.map { month in
            var values = LetterValues()
            values[.claimNumber] = .text(number)
            values[.child] = .text(name)
            values[.treatmentMonth] = .word(.monthRow, LetterValues([.month: .text(month.name)]))
            values[.cost] = .yen(month.totalCost)
            values[.selfPaid] = .yen(month.burden)
            return values
        }
    }
}
