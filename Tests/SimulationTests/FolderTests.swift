// SPDX-License-Identifier: Apache-2.0
import Foundation
import Simulation
import Support
import Testing

@Suite("デモのフォルダ")
struct FolderTests {
    @Test("人のファイルがあるフォルダには作らず、何も消さない")
    func strangersAreKept() throws {
        let folder = try TemporaryFolder("taken")
        let letter = folder.file("大切な手紙.txt")
        try Data("消さないで".utf8).write(to: letter)
        let year = TownYear(
            PlayedTown.settings(people: 100, seed: 1, folder: folder.url)
        ) { _ in }
        #expect(throws: TownYearRefusal.folderIsNotOurs(folder.url.path)) { try year.run() }
        #expect(try Data(contentsOf: letter) == Data("消さないで".utf8))
    }
}
