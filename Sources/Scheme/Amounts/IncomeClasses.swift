// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 所得区分 of a household by the names of the municipality, in the order in which they are tried.
public struct IncomeClasses: Sendable, Hashable {
    /// What a household of the class may not exceed.
    public enum Bound: Sendable, Hashable {
        /// Everybody whose income counts owes no municipal tax (非課税世帯).
        case taxExempt
        case upTo(Yen, perDependant: Yen, compare: IncomeRule.Compare)
        /// Everybody else: the last class.
        case rest
    }

    public struct IncomeClass: Sendable, Hashable {
        public let name: String
        public let bound: Bound

        func takes(_ sum: IncomeSum) -> Bool {
            switch bound {
            case .taxExempt: sum.isExempt
            case .upTo(let yen, let more, let compare):
                compare.holds(sum.yen, yen + more * sum.dependants)
            case .rest: true
            }
        }

        var wording: String {
            switch bound {
            case .taxExempt: "\(name)=非課税"
            case .upTo(let yen, let more, let compare):
                "\(name)=\(yen)\(more > .zero ? "(扶養親族一人につき\(more)を加算)" : "")"
                    + compare.wording
            case .rest: "\(name)=それ以外"
            }
        }
    }

    public let measuring: IncomeMeasuring
    public let classes: [IncomeClass]

    /// The class of a household on a day by its place, or what would have to be known first.
    func place(
        of household: HouseholdIncome, on day: CivilDate
    ) -> Result<Int, IncomeMeasuring.Unknown> {
        measuring.sum(household, year: measuring.year(on: day)).map { sum in
            // The last class takes everybody: the reader has made sure of it.
            classes.firstIndex { $0.takes(sum) } ?? classes.count - 1
        }
    }

    public var wording: String {
        "所得区分: \(measuring.wording)で、" + classes.map(\.wording).joined(separator: "、")
            + "、\(measuring.yearBegins)月から新しい年度"
    }
}

extension SchemeBook {
    /// 所得区分 of a household on a day, and the days for which it stands: until the next year of assessment
    /// counts, or the book has other classes.
    ///
    /// - Returns: `nil` where the book has no classes on the day, or something would have to be known.
    public func incomeClass(
        of household: HouseholdIncome, on day: CivilDate
    ) -> (name: String, period: EffectivePeriod)? {
        guard let values = copayment.incomeClasses,
            let index = values.entries.lastIndex(where: { $0.from <= day }),
            case .set(let classes) = values.entries[index].setting,
            case .success(let place) = classes.place(of: household, on: day)
        else { return nil }
        let measuring = classes.measuring
        let year = measuring.year(on: day)
        let ends = [measuring.firstDay(of: year + 1), values.end(ofEntryAt: index)]
        return (
            classes.classes[place].name,
            EffectivePeriod(
                from: max(measuring.firstDay(of: year), values.entries[index].from),
                until: ends.compactMap(\.self).min())
        )
    }
}

extension BookText {
    static let incomeClassKeys = [
        "measure", "whose", "deduct", "year-begins", "tax-exempt-counts-zero", "classes",
    ]
}

extension Fields {
    /// Reads one dated entry of `copayment.income-classes`.
    func incomeClasses() -> IncomeClasses? {
        guard let measure = word("measure", IncomeRule.Measure.self),
            let whose = word("whose", IncomeRule.Whose.self), let list = required("classes")
        else { return nil }
        let classes = list.items.compactMap { item in
            item.fields(["name", "tax-exempt", "below", "or-less", "per-dependant"]).incomeClass()
        }
        if Set(classes.map(\.name)).count != classes.count {
            list.report(.doubled, "同じ名前の所得区分が二つあります")
        }
        let open = classes.indices.filter { classes[$0].bound == .rest }
        guard classes.count > 1, open == [classes.count - 1] else {
            list.report(.wrongForm, "所得区分は二つ以上、額のない区分(それ以外)は最後の一つだけにしてください")
            return nil
        }
        return IncomeClasses(
            measuring: IncomeMeasuring(
                measure: measure, whose: whose, deduct: Yen(optionalNumber("deduct") ?? 0),
                yearBegins: yearBegins(),
                taxExempt: flag("tax-exempt-counts-zero", otherwise: false)),
            classes: classes)
    }

    private func incomeClass() -> IncomeClasses.IncomeClass? {
        let name = text("name")
        let bounds = ["tax-exempt", "below", "or-less"].filter(has)
        guard bounds.count <= 1 else {
            place.report(.wrongForm, "tax-exempt、below、or-less はどれか一つだけ書いてください")
            return nil
        }
        let more = Yen(optionalNumber("per-dependant") ?? 0)
        func upTo(_ key: String, _ compare: IncomeRule.Compare) -> IncomeClasses.Bound {
            .upTo(Yen(number(key)), perDependant: more, compare: compare)
        }
        let bound: IncomeClasses.Bound
        switch bounds.first {
        case "tax-exempt":
            if !flag("tax-exempt", otherwise: true) {
                place.report(.wrongForm, "tax-exempt は true だけ書けます")
            }
            bound = .taxExempt
        case "below": bound = upTo("below", .below)
        case "or-less": bound = upTo("or-less", .orLess)
        default: bound = .rest
        }
        return IncomeClasses.IncomeClass(name: name, bound: bound)
    }
}
