// SPDX-License-Identifier: Apache-2.0
import Office
import Registers
import Safeguards

/// The text of a version of the assessment, pasted item by item.
enum AssessmentTextSteps {
    static func take(_ visit: Visit) async throws -> Answer {
        let number = try visit.entryNumber()
        let room = visit.installation.registers
        let kind = try room.catalogue.kind("assessment")
        let target = RegisterPlaces(kind: kind).record(number)
        guard let items = AssessmentItem.all(visit.form.verbatim("text")), !items.isEmpty else {
            throw RegisterRefusal.fields([
                FieldProblem(field: "text", label: "項目と記載（タブで区切る）", what: .notAChoice)
            ])
        }
        try await visit.perform {
            try TakeAssessment.perform(number, items, room: room, in: $0)
        }
        return visit.carriedOut(target + "?done=assessmenttaken&n=\(items.count)")
    }
}
