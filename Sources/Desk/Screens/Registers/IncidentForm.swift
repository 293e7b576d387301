// SPDX-License-Identifier: Apache-2.0
import Registers
import Vocabulary

/// 3110: the form with which anybody reports an incident, also without a view of the register.
enum IncidentForm {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) throws -> Page {
        let kind = try visit.registerKind()
        var typed = visit.form
        if !typed.has("f-detected") { typed.set("f-detected", Say.short(visit.today)) }
        let fields = RegisterForms.fields(RegisterSteps.reported(kind), typed, at: .entry)
        return Page(
            "registers/report", "事故を報告する", crumbs: [.home],
            keys: [.send("F12", "報告する", form: "report-form", isMain: true)],
            problems: problems,
            body: Body(
                action: Route.reportIncident.path(), fields: fields.checked(problems)))
    }
}
