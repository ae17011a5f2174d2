export const http = [];
