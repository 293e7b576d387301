// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Formats
public import Safeguards
public import Vocabulary

/// 電子申請の一覧: numbers and states only.
public enum ListElectronicApplications {
    public static let operation = OperationCode.viewElectronicApplications

    /// How many stand where, those in these states (oldest first), and the newest refusals.
    public static func perform(
        _ statuses: Set<ElectronicStatus>, limit: Int = 200, from start: Int = 0, in scope: Scope
    ) throws -> (
        counts: [ElectronicStatus: Int], applications: [ElectronicApplication],
        refused: [RefusedBundle]
    ) {
        (
            try ElectronicBook.counts(from: scope.db),
            try page(statuses, limit: limit, from: start, in: scope),
            try ElectronicBook.refused(limit: 50, in: scope.db)
        )
    }

    /// Those in these states alone, oldest first: whoever has counted them already.
    public static func page(
        _ statuses: Set<ElectronicStatus>, limit: Int, from start: Int, in scope: Scope
    ) throws -> [ElectronicApplication] {
        guard !statuses.isEmpty, limit > 0 else { return [] }
        let applications = try ElectronicBook.list(
            statuses, limit: limit, from: start, in: scope.db)
        scope.saw(applications.flatMap { [$0.applicant, $0.child].compactMap(\.self) })
        return applications
    }
}

/// 電子申請の突合: what the form says beside what the registers say, item by item.
public enum ShowElectronicApplication {
    public static let operation = OperationCode.viewElectronicApplications

    /// - Parameters:
    ///   - applicant: compare with this person instead of the one that was found.
    ///   - match: System 2; each question stands in its log.
    /// - Throws: `ElectronicRefusal.unknownApplication`.
    public static func perform(
        _ id: Int64, applicant: AddresseeNumber? = nil, child: AddresseeNumber? = nil,
        match: any ApplicantMatch, layouts: LayoutLibrary, in scope: Scope
    ) throws -> ElectronicView {
        guard let application = try ElectronicBook.application(id, from: scope.db) else {
            throw ElectronicRefusal.unknownApplication
        }
        let form = ElectronicForm(try ElectronicBook.items(of: id, from: scope.db))
        let answers = try ElectronicBook.matches(of: id, from: scope.db)
        let asking = SideBySide(match: match, isOpen: application.status.isOpen, scope: scope)
        let first = try asking.side(.applicant, form, answers[.applicant], instead: applicant)
        let second = try asking.side(.child, form, answers[.child], instead: child)
        let entries = try AttachmentBook.entries(of: id, from: scope.db)
        let layout = layouts.bundles[application.layout]
        return ElectronicView(
            application: application, applicant: first, child: second,
            items: StatedItem.all(form, layout, to: scope.principal),
            registered: try RegisteredLines.lines(
                form, applicant: first.number, child: second.number, in: scope),
            attachments: entries.map(\.attachment),
            findings: FormalCheck(
                application: application, form: form, sides: [first, second], entries: entries,
                layout: layout
            ).findings, history: try ElectronicBook.history(of: id, from: scope.db),
            allowed: ElectronicCourse.allowed(application.status))
    }
}

/// Asks System 2 about the persons of a form.
private struct SideBySide {
    let match: any ApplicantMatch
    let isOpen: Bool
    let scope: Scope

    func side(
        _ part: ElectronicPart, _ form: ElectronicForm, _ answer: ApplicantAnswer?,
        instead: AddresseeNumber?
    ) throws -> ElectronicSide {
        let stated = form.person(part)
        let number = instead ?? answer?.number
        let lines = try number.flatMap { try match.compare(stated, with: $0) }
        // Where System 2 is certain, or all is over, nobody else's data is looked at.
        let isCertain = answer?.number != nil || !isOpen
        let candidates = isCertain ? [] : try match.candidates(stated)
        scope.saw(candidates.map(\.number))
        if let number { scope.saw(number) }
        return ElectronicSide(
            part: part, stated: stated, number: lines == nil ? nil : number,
            doubt: answer?.number == nil ? answer?.doubt : nil, waitingCase: answer?.waitingCase,
            lines: lines ?? [], candidates: candidates)
    }
}
