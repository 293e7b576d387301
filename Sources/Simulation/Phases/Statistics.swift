// SPDX-License-Identifier: Apache-2.0
import Foundation
import Office
import Reports
import Safeguards
import Town
import Vocabulary

extension OfficeYear {
    /// The tables of the fiscal year, as they may leave the office, into `DIR/out/statistics`.
    func writeStatistics() throws {
        let folder = settings.out.appendingPathComponent("statistics")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let year = FiscalYear(of: settings.story.end.previous)
        let head = try staff.principal(.head)
        for (place, subject) in StatisticsSubject.allCases.enumerated() {
            let table = try office.casework.perform(
                ProduceStatistics.operation, by: head, for: .statistics
            ) { scope in
                try office.releaseStatistics(
                    StatisticsQuestion(
                        subject, on: year.lastDay, in: StatisticsPeriod(year)), in: scope
                ).csv
            }
            let name = "\(place + 1)_\(year.year)年度_\(subject.title).csv"
            try Data(table.utf8).write(
                to: folder.appendingPathComponent(name.replacingOccurrences(of: "・", with: "")),
                options: .atomic)
        }
        try staff.goHome()
    }
}
