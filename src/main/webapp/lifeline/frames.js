/**
 * The messages in one text frame: an object, or an array of objects in their order.
 *
 * @param {unknown} data of a message event
 * @returns {object[]} none when it is not JSON; parts that are no objects are left out
 */
export function messagesOf(data) {
  try {
    return [JSON.parse(data)].flat().filter((message) => message !== null && typeof message === 'object');
  } catch {
    return [];
  }
}
