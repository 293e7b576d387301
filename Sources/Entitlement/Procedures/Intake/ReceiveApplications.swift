// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 申請の受付: identity check, explanation, resident check; papers that are missing hold it.
///
/// Row-wise: what is wrong with one form refuses that form only. No path leads to examination
/// without a resident check.
public enum ReceiveApplications {
    public static let operation = OperationCode.importApplications

    /// Receives forms; the answers are in the order of the forms.
    ///
    /// - Parameters:
    ///   - banks: the list of banks to copy names from; `nil` leaves the names empty.
    ///   - dryRun: says what would become of the forms and writes nothing; ids are 0.
    /// - Returns: the receipt, or why the form is refused.
    public static func perform(
        _ inputs: [ApplicationInput], directory: any AddresseeDirectory, terms: IntakeTerms,
        banks: (any BankList)? = nil, dryRun: Bool = false, in scope: Scope
    ) throws -> [Result<ApplicationReceipt, EntitlementRefusal>] {
        scope.saw(inputs.flatMap { [$0.child, $0.applicant] })
        let people = try directory.persons(inputs.flatMap { [$0.child, $0.applicant] })
        var admission = try Admission(inputs, people: people, on: scope.today, from: scope.db)
        var answers: [Result<ApplicationReceipt, EntitlementRefusal>] = []
        var admitted: [AdmittedForm] = []
        for input in inputs {
            do throws(EntitlementRefusal) {
                if let place = input.place, !terms.places.contains(place) {
                    throw .unknownPlace
                }
                let receipt = try admission.admit(input)
                admitted.append(
                    AdmittedForm(input, receipt: receipt, people: people, terms: terms, scope.today)
                )
                answers.append(.success(admitted[admitted.count - 1].answer(id: 0)))
            } catch {
                answers.append(.failure(error))
            }
        }
        guard !dryRun else { return answers }
        let ids = try scope.store(admitted)
        try scope.storePapers(admitted, ids: ids, people: people, banks: banks)
        let said = admitted.compactMap(\.input.exclusion)
        if !said.isEmpty { _ = try RecordExclusions.perform(said, in: scope) }
        var next = ids.makeIterator()
        var forms = admitted.makeIterator()
        for index in answers.indices {
            guard case .success = answers[index], let id = next.next(), let form = forms.next()
            else { continue }
            answers[index] = .success(form.answer(id: id))
        }
        scope.counted(ids.count)
        return answers
    }
}

/// 申請の受付 of one form.
public enum ReceiveApplication {
    public static let operation = OperationCode.receiveApplication

    /// Receives one form.
    ///
    /// - Throws: `EntitlementRefusal` where the form is refused; a registration ex officio says why.
    public static func perform(
        _ input: ApplicationInput, directory: any AddresseeDirectory, terms: IntakeTerms,
        banks: (any BankList)? = nil, in scope: Scope
    ) throws -> ApplicationReceipt {
        if input.kind == .registration, input.channel == .exOfficio, input.ground == nil {
            throw EntitlementRefusal.missingReason
        }
        let answers = try ReceiveApplications.perform(
            [input], directory: directory, terms: terms, banks: banks, in: scope)
        return try answers[0].get()
    }
}
