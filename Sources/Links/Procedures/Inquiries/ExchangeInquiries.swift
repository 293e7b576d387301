// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// ②⑩ Exchanges news with System 2 about the inquiries of one purpose: questions go over, decisions of
/// the office go over, the course comes back. Repeating it changes nothing.
public enum ExchangeInquiries {
    public static let operation = OperationCode.requestInquiry
    /// The reason that stands in the log of both systems.
    public static let reason = "情報照会の受渡し"

    /// What became of a run.
    public struct Report: Hashable, Sendable {
        public internal(set) var handedOver = 0
        /// Questions that System 2 or a fallen condition stopped before anybody was asked.
        public internal(set) var stopped = 0
        /// Steps of courses that were new.
        public internal(set) var news = 0

        public init() {}
    }

    @discardableResult
    public static func perform(
        through gateway: any InquiryGateway, in scope: Scope
    ) throws -> Report {
        var report = Report()
        let files = try InquiryBook.underWay(scope.purpose, from: scope.db)
        guard !files.isEmpty else { return report }
        scope.saw(files.map(\.subject))
        let courses = try InquiryBook.courses(of: files.map(\.id), from: scope.db)
        func isAsked(_ file: InquiryFile) -> Bool {
            courses[file.id]?.contains { $0.event == .withdrawalAsked } ?? false
        }
        try handOver(
            files.filter { $0.status == .requested && !isAsked($0) }, gateway, &report, in: scope)
        try tell(files, courses, gateway, in: scope)
        let waiting = files.filter { $0.status == .underWay }
        report.news = try takeNews(waiting, courses, gateway, in: scope)
        scope.counted(files.count)
        return report
    }

    /// Case and consent must still stand when the question leaves System 1.
    private static func handOver(
        _ files: [InquiryFile], _ gateway: any InquiryGateway, _ report: inout Report,
        in scope: Scope
    ) throws {
        var events: [InquiryEventRow] = []
        func add(_ file: InquiryFile, _ event: InquiryEvent, _ reason: String?) {
            events.append(
                InquiryEventRow(
                    inquiry: file.id, event: event, at: scope.now,
                    officer: scope.principal.officer, reason: reason))
        }
        var open: [InquiryFile] = []
        for file in files {
            do {
                try file.checkStanding(gateway.choices, in: scope)
                open.append(file)
            } catch let refusal as InquiryRequestRefusal {
                add(file, .withdrawn, "\(refusal.code) \(refusal.message)")
            }
        }
        let refused =
            open.isEmpty ? [:] : try gateway.submit(open.map { InquiryQuestion($0) })
        for file in open {
            if let no = refused[file.number] {
                add(file, .refused, "\(no.code) \(no.message)")
            } else {
                add(file, .accepted, nil)
            }
        }
        report.handedOver = open.count - refused.count
        report.stopped = files.count - report.handedOver
        try scope.record(events, way: .network)
    }

    /// Withdrawals until they have an end; of the rest that it is stored and confirmed.
    private static func tell(
        _ files: [InquiryFile], _ courses: [Int64: [InquiryStep]],
        _ gateway: any InquiryGateway, in scope: Scope
    ) throws {
        var words: [InquiryWord] = []
        var settled: [Int64] = []
        for file in files {
            switch file.status {
            case .requested, .underWay:
                if let asked = courses[file.id]?.last(where: { $0.event == .withdrawalAsked }) {
                    words.append(.withdraw(file.number, because: asked.reason ?? ""))
                }
                continue
            case .confirmed: words += [.stored(file.number), .confirmed(file.number)]
            case .stored, .discarded: words.append(.stored(file.number))
            case .refused, .withdrawn, .expired: break
            }
            settled.append(file.id)
        }
        if !words.isEmpty { try gateway.tell(words, for: scope.purpose) }
        try scope.settle(settled)
    }

    private static func takeNews(
        _ files: [InquiryFile], _ courses: [Int64: [InquiryStep]],
        _ gateway: any InquiryGateway, in scope: Scope
    ) throws -> Int {
        guard !files.isEmpty else { return 0 }
        let known = try gateway.courses(of: files.map(\.number), for: scope.purpose)
        var events: [InquiryEventRow] = []
        for file in files {
            let before = Set(courses[file.id]?.map(\.event) ?? [])
            let news =
                known[file.number]
                // System 2 never had it: then there is nothing left to stop.
                ?? [InquiryNews(event: .withdrawn, at: scope.now, reason: "送信前に取りやめました")]
            // That the result stands here is for System 1 to say.
            for step in news where !before.contains(step.event) && step.event.comesFromSystem2 {
                events.append(
                    InquiryEventRow(
                        inquiry: file.id, event: step.event, at: step.at,
                        officer: scope.principal.officer, reason: step.reason,
                        dueOn: step.dueOn))
            }
        }
        try scope.record(events, way: .network)
        return events.count
    }
}

extension InquiryFile {
    fileprivate func checkStanding(_ choices: InquiryChoices, in scope: Scope) throws {
        guard let line = choices.line(procedure: procedure, item: item) else {
            throw InquiryRequestRefusal.notInCatalogue
        }
        let request = InquiryRequest(
            subject: subject, child: child, procedure: procedure, item: item)
        _ = try CheckedQuestion.standing(request, line.procedure, line.item, in: scope)
    }
}

extension InquiryQuestion {
    fileprivate init(_ file: InquiryFile) {
        self.init(
            number: file.number, subject: file.subject, procedure: file.procedure,
            item: file.item, purpose: file.purpose, aboutOn: file.aboutOn, reason: file.reason,
            officer: file.officer)
    }
}

extension InquiryEvent {
    fileprivate var comesFromSystem2: Bool {
        switch self {
        case .sent, .permitted, .answered, .refused, .withdrawn, .expired: true
        case .requested, .accepted, .stored, .confirmed, .withdrawalAsked, .discarded,
            .reminded:
            false
        }
    }
}
