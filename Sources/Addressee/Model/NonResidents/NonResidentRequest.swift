// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A request of 付番API v2.0 (`jutogaishaatenabangofuban`), checked: 0310004 付番依頼受信.
public struct NonResidentRequest: Sendable {
    /// 処理区分.
    public enum Task: String, Sendable {
        /// Give a new number.
        case number = "0"
        /// Use a number that the person has.
        case useExisting = "1"
        /// The officer chose one of the candidates.
        case choose = "2"
    }

    public let task: Task
    public let addressee: AddresseeNumber?
    public let business: Business
    /// Merged into another person (名寄せ元フラグ), and into whom.
    public let mergeInto: AddresseeNumber?
    /// 他業務参照不可: other businesses are not told the record.
    public let isNotForOthers: Bool
    public let officer: String
    public let officerOn: CivilDate
    public let officerTime: String
    public let items: [NonResidentItem: String]

    /// Checks the parameters in the order of the table.
    ///
    /// - Parameters:
    ///   - parameters: without `kojinbango`.
    ///   - individualNumber: `kojinbango`; only its form is looked at, it is not kept.
    ///   - body: 市区町村コード of this municipality.
    /// - Throws: `ParameterProblems` with every problem found.
    public init(
        parameters: [String: String], individualNumber: String? = nil, body: String
    ) throws(ParameterProblems) {
        let form = ParameterForm(parameters)
        form.check(individualNumber: individualNumber)
        form.checkAll()
        form.correlate(body: body)
        let shown = form.problems
        guard shown.isEmpty, let task = Task(rawValue: form.text("shorikubun")),
            let officerOn = CivilDate(iso: form.text("sosanengappi")),
            let business = form.business
        else {
            throw ParameterProblems(shown)
        }
        self.task = task
        self.business = business
        self.officerOn = officerOn
        addressee = AddresseeNumber(form.text("atenabango"))
        mergeInto =
            form.text("nayosemotofuragu") == "1"
            ? AddresseeNumber(form.text("nayosesakiatenabango")) : nil
        isNotForOthers = form.text("tagyomusanshofukafuragu") == "1"
        officer = form.text("sosashaid")
        officerTime = form.text("sosajikoku")
        items = form.items
    }

    /// The four items of the request.
    public var fourItems: FourItems { NonResidentItem.fourItems(of: items) }
}

/// Every problem of a request, in the order of the parameters.
public struct ParameterProblems: Refusal, Equatable {
    public let problems: [ParameterProblem]

    init(_ problems: [ParameterProblem]) { self.problems = problems }

    public var code: String { "E-ADR-040" }
    public var message: String {
        "付番依頼の項目に誤りがあります（\(problems.count)件）。" + problems.map(\.message).joined()
            + "直してから依頼し直してください"
    }
}

extension NonResidentItem {
    /// The four items out of the many.
    static func fourItems(of items: [NonResidentItem: String]) -> FourItems {
        func text(_ item: NonResidentItem) -> String { items[item] ?? "" }
        func joined(_ first: NonResidentItem, _ second: NonResidentItem) -> String {
            [text(first), text(second)].filter { !$0.isEmpty }.joined(separator: "　")
        }
        let names = [
            text(.name), joined(.familyName, .givenName), text(.foreignKanjiName),
            text(.romanName),
        ]
        let readings = [text(.kana), joined(.familyKana, .givenKana)]
        let inside = text(.prefecture) + text(.city) + text(.town) + text(.lot)
        return FourItems(
            name: names.first { !$0.isEmpty } ?? "", kana: readings.first { !$0.isEmpty } ?? "",
            sex: text(.sex), born: BirthDate(text(.born)) ?? .unknown,
            address: inside.isEmpty ? text(.foreignAddress) : inside, building: text(.building))
    }
}
