// SPDX-License-Identifier: Apache-2.0
import Links
import Office
import Safeguards
import Vocabulary

/// 3030: an official list is uploaded and tried; nothing is written but the entry in the log.
enum MasterTrial {
    static func fields(_ visit: Visit, _ problems: [FormProblem]) -> [FormField] {
        var typed = visit.form
        if !typed.has("from") { typed.set("from", Say.short(visit.today)) }
        return [
            FormField.select(
                "list", "一覧", typed,
                [("", "選んでください")] + MasterList.allCases.map { ($0.rawValue, $0.wording) },
                isRequired: true),
            .date(
                "from", "適用日", typed, hint: "この日から使われます。医療機関には適用日がなく、反映したときから",
                isRequired: true),
        ].checked(problems)
    }

    static func start(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let list: MasterList? = reading.code("list", orElse: "一覧を選んでください。")
        let day = reading.date("from", "適用日")
        let upload = visit.files.first { $0.bytes > 0 }
        if upload == nil { reading.wrong("file", "一覧のファイルを選んでください。") }
        if reading.isRight, let list, let day, let upload {
            do {
                let stage = try await look(visit, list, day, upload)
                let rest = visit.files.map(\.path).filter { $0 != upload.path }
                visit.desk.uploads.remove(rest)
                let key = visit.desk.masterStages.put(stage, of: try visit.officer().officer)
                return visit.carriedOut(Route.checkMaster.path(key))
            } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
                reading.refused(refusal, field: "file")
            } catch {
                visit.desk.uploads.remove(visit.files.map(\.path))
                throw error
            }
        }
        visit.desk.uploads.remove(visit.files.map(\.path))
        return .page(try await MasterScreens.page(visit, problems: reading.problems))
    }

    private static func look(
        _ visit: Visit, _ list: MasterList, _ day: CivilDate, _ upload: UploadedFile
    ) async throws -> MasterStage {
        let layouts = visit.installation.layouts
        let file = try await visit.desk.threads.run {
            try LinkFile(path: upload.path, name: upload.name)
        }
        let found = try await visit.perform(
            reason: "試行：" + TakeMasterList.reason(list, file)
        ) { scope in
            try TakeMasterList.perform(
                list, file, from: day, layouts: layouts, run: .dryRun, in: scope)
        }
        return MasterStage(list, from: day, upload, file, found)
    }
}
