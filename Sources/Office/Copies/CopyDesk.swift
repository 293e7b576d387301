// SPDX-License-Identifier: Apache-2.0
public import Copying
public import Safeguards
import Vocabulary

extension Installation {
    /// The ready-made lists that can be copied.
    public var lists: any ReadyMadeLists { ListsOfReports(directory: directory) }

    /// Where written containers lie until they are handed out.
    public var shelf: any ContainerShelf { CopyFolder(data: settings.dataDirectory) }

    /// Writes an approved copy, inside the operation that the caller has come through the gate for.
    public func writeCopy(_ id: Int64, in scope: Scope) throws -> WrittenContainer {
        try WriteCopy.perform(
            id, municipality: body, lists: lists, terms: ceilings.terms.copies, shelf: shelf,
            in: scope)
    }
}
